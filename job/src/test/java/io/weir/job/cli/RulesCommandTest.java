package io.weir.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RulesCommandTest {

    private static final String RULE =
            """
            -- id: my-rule
            -- title: Three sessions
            -- category: policy
            -- severity: 20
            SELECT source_ip, COUNT(*) AS hits, window_start, window_end
            FROM TABLE(TUMBLE(TABLE tcp_login, DESCRIPTOR(received), INTERVAL '10' SECOND))
            GROUP BY source_ip, window_start, window_end
            HAVING COUNT(*) >= 3
            """;

    private static final String TESTS =
            """
            rule: my-rule.sql
            tests:
              - name: three are enough
                flows:
                  - {source: 10.0.0.1, destination: 10.0.0.2, port: 22, repeat: 3}
                alerts:
                  - {entity: 10.0.0.1, severity: 20, count: 3, opened-by: 10s}
              - name: two are not
                flows:
                  - {source: 10.0.0.1, destination: 10.0.0.2, port: 22, repeat: %d}
                alerts: []
            """;

    @TempDir private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void testsThatPassArePrintedALineEach() throws IOException {
        write("my-rule.sql", RULE);
        Path tests = write("my-rule.test.yaml", TESTS.formatted(2));

        assertThat(run("rules", "test", folder.toString())).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "ok     " + tests + ": three are enough",
                        "ok     " + tests + ": two are not",
                        "2 tests, 0 failed");
    }

    @Test
    void aTestThatFailsShowsWhatDiffers() throws IOException {
        write("my-rule.sql", RULE);
        String wrong = TESTS.formatted(4).replace("count: 3", "count: 5..");
        Path tests = write("my-rule.test.yaml", wrong);

        assertThat(run("rules", "test", tests.toString())).isEqualTo(1);
        assertThat(out.toString().lines())
                .containsExactly(
                        "FAILED " + tests + ": three are enough",
                        "  - expected: 10.0.0.1, severity 20, count 5.., opened by 10s",
                        "  + raised:   10.0.0.1, severity 20, count 3, opened at 10s",
                        "FAILED " + tests + ": two are not",
                        "  + raised:   10.0.0.1, severity 20, count 4, opened at 10s",
                        "2 tests, 2 failed");
    }

    @Test
    void aRuleThatIsWrongIsToldWithItsPlace() throws IOException {
        Path rule = write("my-rule.sql", RULE.replace("source_ip, COUNT", "nobody, COUNT"));
        write("my-rule.test.yaml", TESTS.formatted(2));

        assertThat(run("rules", "test", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains(rule.toString(), "line 5, column 8", "nobody");
    }

    @Test
    void aFileOfTestsThatIsWrongIsToldWithItsLine() throws IOException {
        write("my-rule.sql", RULE);
        Path tests =
                write("my-rule.test.yaml", TESTS.formatted(2).replace("repeat: 3", "repat: 3"));

        assertThat(run("rules", "test", tests.toString())).isEqualTo(2);
        assertThat(err.toString()).contains(tests.toString(), "line 5", "repat");

        err.getBuffer().setLength(0);
        write("my-rule.test.yaml", TESTS.formatted(2).replace("10s}", "soon}"));
        assertThat(run("rules", "test", tests.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("line 7", "opened-by", "'soon' is no time");
    }

    @Test
    void filesThatAreNotThereAreTold() {
        assertThat(run("rules", "test", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("has no file *.test.yaml");
        assertThat(run("rules", "test", folder.resolve("x").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("cannot be read");
    }

    @Test
    void listsRulesAndWhetherTheyRun() throws IOException {
        Path rule = write("my-rule.sql", RULE);

        assertThat(run("rules", "list", "--rules=" + folder, "--set=rules.switch-on=p2p-client"))
                .isZero();
        assertThat(out.toString().lines())
                .anyMatch(line -> line.matches("on +60 +dns-tunnel +.*"))
                .anyMatch(line -> line.matches("on +30 +p2p-client +.*"))
                .anyMatch(line -> line.matches("off +60 +smtp-fan-out +.*"))
                .anyMatch(line -> line.matches("on +20 +my-rule +.*") && line.contains(rule + ")"));

        write("other.sql", "SELECT 1");
        assertThat(run("rules", "list", "--rules=" + folder)).isEqualTo(1);
        assertThat(err.toString()).contains("other.sql");
    }

    private int run(String... arguments) {
        CommandLine commandLine = Weir.commandLine();
        return commandLine
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
