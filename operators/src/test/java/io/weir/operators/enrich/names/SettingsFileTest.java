package io.weir.operators.enrich.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.operators.enrich.file.LineProblem;
import io.weir.operators.enrich.file.LoadReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {

    @TempDir Path directory;

    private final Map<String, String> taken = new LinkedHashMap<>();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"192.0.2.1:443\": \"intranet\"        | 192.0.2.1:443       | intranet",
                "'192.0.2.1:443': 'it''s ours'          | 192.0.2.1:443       | it's ours",
                "192.0.2.1:443: intranet                | 192.0.2.1:443       | intranet",
                "\"192.0.2.1::ifName.3\": Gi0/3         | 192.0.2.1::ifName.3 | Gi0/3",
                "192.0.2.1::ifName.3: \"eth0: uplink\"  | 192.0.2.1::ifName.3 | eth0: uplink",
                "192.0.2.1:    512                      | 192.0.2.1           | 512",
                "2001:db8::1: 512                       | 2001:db8::1         | 512",
                "100: office # second floor             | 100                 | office",
                "100: \"office #2\" # second floor      | 100                 | office #2",
                "100: office#2                          | 100                 | office#2",
                "\"100\" : \"a \\\"b\\\"\"              | 100                 | a \"b\""
            })
    void takesKeysAndValuesWithAndWithoutQuotes(String line, String key, String value)
            throws IOException {
        LoadReport report = read(line);

        assertThat(taken).containsExactly(Map.entry(key, value));
        assertThat(report.problems()).isZero();
    }

    @Test
    void leavesOutWhatIsNoSetting() throws IOException {
        LoadReport report = read("\ufeff---\n# comment\n\n   # comment\n{}\n...\n%YAML 1.2\n");

        assertThat(taken).isEmpty();
        assertThat(report.problems()).isZero();
    }

    @Test
    void tellsTheWrongLinesAndTakesTheOthers() throws IOException {
        LoadReport report =
                read(
                        """
                        a: 1
                        no colon
                        b:
                        "c: 3
                        d: "4" 5
                        : 6
                        e: # nothing
                        f: 7\r
                        """);

        assertThat(taken).containsExactly(Map.entry("a", "1"), Map.entry("f", "7"));
        assertThat(report.entries()).isEqualTo(2);
        assertThat(report.firstProblems())
                .containsExactly(
                        new LineProblem(2, "it is not of the form 'key: value'"),
                        new LineProblem(3, "the value is missing"),
                        new LineProblem(4, "a quote is not closed"),
                        new LineProblem(5, "there is text behind the closing quote"),
                        new LineProblem(6, "the key is missing"),
                        new LineProblem(7, "the value is missing"));
    }

    @Test
    void bytesThatAreNoUtf8CostOneLetter() throws IOException {
        Path file = directory.resolve("latin1.yml");
        Files.write(file, "100: B\u00fcro\n101: lab\n".getBytes(StandardCharsets.ISO_8859_1));

        SettingsFile.read(file, taken::put);

        assertThat(taken).containsEntry("100", "B\ufffdro").containsEntry("101", "lab");
    }

    @Test
    void fileThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> SettingsFile.read(directory.resolve("none.yml"), taken::put))
                .isInstanceOf(NoSuchFileException.class);
    }

    private LoadReport read(String text) throws IOException {
        Path file = directory.resolve("settings.yml");
        Files.writeString(file, text);
        return SettingsFile.read(file, taken::put);
    }
}
