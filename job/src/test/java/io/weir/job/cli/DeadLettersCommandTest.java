package io.weir.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLettersCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"list", "replay"})
    void failsWithOneLineWhenServerIsNotReachable(String command) {
        assertThat(run(command, "--set", "elasticsearch.urls=http://127.0.0.1:1")).isEqualTo(1);
        assertThat(err.toString())
                .hasLineCount(1)
                .contains("not reachable at http://127.0.0.1:1 (elasticsearch.urls)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "10001", "-1"})
    void refusesALimitThatElasticsearchDoesNotTake(String limit) {
        assertThat(run("list", "--limit=" + limit)).isEqualTo(2);
        assertThat(err.toString()).startsWith("--limit " + limit + " is not from 1 to 10000.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "replay"})
    void refusesWrongConfigurationAsWrongUsage(String command) {
        assertThat(run(command, "--set", "elasticsearch.urls=127.0.0.1")).isEqualTo(2);
        assertThat(err.toString()).contains("elasticsearch.urls", "127.0.0.1");
    }

    @Test
    void asksWhatToDo() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).startsWith("Name what to do: [list, replay]");
    }

    @Test
    void explainsEachOption() {
        assertThat(run("list", "--help")).isZero();
        assertThat(out.toString())
                .contains("--limit", "--reason", "--format", "--config", "Exit code");
        assertThat(run("replay", "--help")).isZero();
        assertThat(out.toString()).contains("--dry-run", "Ctrl-C");
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "dead-letters";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Weir.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }
}
