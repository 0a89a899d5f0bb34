package io.weir.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ConfigurationExceptionHandlerTest {

    @Command(name = "load")
    private static final class Load implements Runnable {

        @Mixin private ConfigurationOptions options;

        @Override
        public void run() {
            options.load();
        }
    }

    @Test
    void printsEachErrorOnItsLineWithoutStackTrace() {
        StringWriter err = new StringWriter();
        int exitCode =
                new CommandLine(new Load())
                        .setErr(new PrintWriter(err))
                        .setExecutionExceptionHandler(new ConfigurationExceptionHandler())
                        .execute("--set", "topn.size=0", "--set", "windows.horizon=1");

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString().lines())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("topn.size: '0' is not allowed"))
                .anyMatch(line -> line.startsWith("windows.horizon: '1' is not allowed"));
    }
}
