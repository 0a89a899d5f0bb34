package io.weir.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFilesTest {

    @TempDir private Path directory;

    private final List<String> problems = new ArrayList<>();

    @Test
    void shippedRulesCanBeRead() {
        assertThat(load(Optional.empty()))
                .extracting(file -> file.rule().id())
                .containsExactly("login-brute-force");
        assertThat(problems).isEmpty();
    }

    @Test
    void rulesOfTheOperatorComeAfterTheShippedInTheOrderOfTheirNames() throws IOException {
        write("b.sql", "rule-b");
        write("a.sql", "rule-a");
        write("notes.txt", "no-rule");

        assertThat(load(Optional.of(directory)))
                .extracting(file -> file.rule().id())
                .containsExactly("login-brute-force", "rule-a", "rule-b");
        assertThat(problems).isEmpty();
    }

    @Test
    void aFileThatIsWrongIsReportedAndTheOthersAreRead() throws IOException {
        Files.writeString(directory.resolve("a.sql"), "SELECT 1");
        write("b.sql", "rule-b");

        assertThat(load(Optional.of(directory))).extracting(f -> f.rule().id()).contains("rule-b");
        assertThat(problems)
                .singleElement()
                .asString()
                .contains(directory.resolve("a.sql").toString())
                .contains("'-- id: …' is missing");
    }

    @Test
    void anIdThatIsTakenIsReported() throws IOException {
        write("a.sql", "login-brute-force");

        assertThat(load(Optional.of(directory))).hasSize(1);
        assertThat(problems)
                .singleElement()
                .asString()
                .contains("a.sql", "another rule is called 'login-brute-force' too");
    }

    @Test
    void aFileThatIsNoTextIsReported() throws IOException {
        Files.write(directory.resolve("a.sql"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThat(load(Optional.of(directory))).hasSize(1);
        assertThat(problems).singleElement().asString().contains("a.sql", "cannot be read");
    }

    @Test
    void aDirectoryThatIsNotThereIsReported() {
        Path missing = directory.resolve("missing");

        assertThat(load(Optional.of(missing))).hasSize(1);
        assertThat(problems)
                .singleElement()
                .asString()
                .contains(missing.toString(), "rules.directory cannot be read");
    }

    private List<RuleFile> load(Optional<Path> from) {
        return RuleFiles.load(from, problem -> problems.add(problem.getMessage()));
    }

    private void write(String name, String id) throws IOException {
        Files.writeString(
                directory.resolve(name),
                "-- id: %s\n-- title: t\n-- category: scan\n-- severity: 1\nSELECT 1"
                        .formatted(id));
    }
}
