package io.weir.job.cli;

import io.weir.job.demo.Demo;
import io.weir.job.demo.DemoOptions;
import io.weir.job.demo.DemoResult;
import io.weir.job.elasticsearch.ElasticsearchException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir demo}: everything on one machine. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the whole of Weir on one machine: starts an Elasticsearch on 127.0.0.1, the job,"
                    + " and simulated exporters that send normal traffic and attacks over UDP.",
            "Ctrl-C, or the end of --duration, stops all of it. Each demo starts empty."
        })
final class DemoCommand implements Callable<Integer> {

    @Option(
            names = "--duration",
            converter = DurationConverter.class,
            description = "Stop after this time, such as 60s or 5m; without it, on Ctrl-C.")
    private Duration duration;

    @Option(
            names = "--rate",
            defaultValue = "1000",
            description = "Flows per second of all exporters (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--udp-port",
            defaultValue = "2055",
            description = "Where the job listens, on 127.0.0.1 (default: ${DEFAULT-VALUE}).")
    private int udpPort;

    @Option(
            names = "--http-port",
            defaultValue = "9200",
            description = "Where Elasticsearch answers (default: ${DEFAULT-VALUE}).")
    private int httpPort;

    @Option(
            names = "--transport-port",
            defaultValue = "9300",
            description = "Elasticsearch's second port (default: ${DEFAULT-VALUE}).")
    private int transportPort;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        StopSignal stop = StopSignal.install();
        ProgressLine progress = new ProgressLine();
        try {
            DemoOptions options =
                    new DemoOptions(
                            buildFolder(), duration, rate, udpPort, httpPort, transportPort);
            DemoResult result = new Demo(options, progress, stop::await).run();
            progress.println(result.describe());
            spec.commandLine().getOut().println(result.balanceLine());
            return result.isComplete() ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (ElasticsearchException e) {
            throw new CommandFailure(e.getMessage(), e);
        } catch (IOException | ExecutionException | TimeoutException e) {
            throw new CommandFailure("The demo failed: " + FailureText.of(e), e);
        }
    }

    /** The folder of the build, in which the server was unpacked and may keep its data. */
    private static Path buildFolder() {
        return Path.of(System.getProperty("weir.home", "."), "job", "target");
    }
}
