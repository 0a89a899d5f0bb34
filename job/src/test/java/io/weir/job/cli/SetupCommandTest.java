package io.weir.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SetupCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsTheRequestsWithoutServer() {
        int exitCode =
                run(
                        "elasticsearch",
                        "--dry-run",
                        "--set",
                        "elasticsearch.index-prefix=edge",
                        "--set",
                        "elasticsearch.urls=http://127.0.0.1:1");
        assertThat(exitCode).isZero();
        assertThat(out.toString())
                .contains("PUT /_index_template/edge-flows\n{\n")
                .contains("PUT /_index_template/edge-topn\n{\n")
                .contains("PUT /_index_template/edge-alerts\n{\n")
                .contains("\"elastiflow-edge\"");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void printsPoliciesOfStreamsWithRetentionWithoutServer() {
        int exitCode =
                run(
                        "elasticsearch",
                        "--dry-run",
                        "--set",
                        "streams.flows.retention=30d",
                        "--set",
                        "elasticsearch.urls=http://127.0.0.1:1");
        assertThat(exitCode).isZero();
        assertThat(out.toString())
                .startsWith("# Policies")
                .containsOnlyOnce("PUT /_ilm/policy/")
                .contains("PUT /_ilm/policy/weir-flows\n{\n", "\"min_age\" : \"31d\"")
                .containsOnlyOnce("\"index.lifecycle.name\" : \"weir-flows\"");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void refusesToExpireWhereEverythingIsKept() {
        assertThat(run("elasticsearch", "--expire")).isEqualTo(2);
        assertThat(err.toString()).contains("streams.flows.retention=30d");
    }

    @Test
    void failsWithOneLineWhenServerIsNotReachable() {
        assertThat(run("elasticsearch", "--set", "elasticsearch.urls=http://127.0.0.1:1"))
                .isEqualTo(1);
        assertThat(err.toString())
                .hasLineCount(1)
                .contains("not reachable at http://127.0.0.1:1 (elasticsearch.urls)");
    }

    @Test
    void refusesWrongPrefixAsWrongUsage() {
        assertThat(run("elasticsearch", "--dry-run", "--set", "elasticsearch.index-prefix=Edge"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("elasticsearch.index-prefix", "Edge")
                .doesNotContain("\tat ");
    }

    @Test
    void refusesWrongUrlAsWrongUsage() {
        assertThat(run("elasticsearch", "--set", "elasticsearch.urls=127.0.0.1")).isEqualTo(2);
        assertThat(err.toString()).contains("elasticsearch.urls", "127.0.0.1");
    }

    @Test
    void asksWhatToSetUp() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).startsWith("Name what to set up: [elasticsearch]");
    }

    private int run(String... arguments) {
        return new CommandLine(new SetupCommand())
                .setExecutionExceptionHandler(new ConfigurationExceptionHandler())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
