package io.weir.job.cli;

import io.weir.job.demo.Demo;
import io.weir.job.demo.DemoOptions;
import io.weir.job.demo.DemoResult;
import io.weir.job.generate.SimulationOptions;
import io.weir.job.terminal.ProgressLine;
import io.weir.job.terminal.StopSignal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
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
            description = "Stop after this time, such as 60s or 5m; without it, on Ctrl-C.")
    private String duration;

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
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
        DemoOptions options = options();
        try {
            Optional<DemoResult> result = new Demo(options, progress, StopSignal.install()).run();
            if (result.isEmpty()) {
                return ExitCode.OK;
            }
            progress.println(result.get().describe());
            spec.commandLine().getOut().println(result.get().balanceLine());
            return result.get().isComplete() ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (IOException | ExecutionException | TimeoutException e) {
            throw new CommandFailure("The demo failed: " + FailureText.of(e), e);
        }
    }

    private DemoOptions options() {
        OptionValues values = new OptionValues(spec);
        return new DemoOptions(
                buildFolder(),
                Optional.ofNullable(duration)
                        .map(text -> values.positiveDuration("--duration", text)),
                values.inRange("--rate", rate, 1, SimulationOptions.MAX_FLOWS_PER_SECOND),
                values.inRange("--udp-port", udpPort, 1, OptionValues.MAX_PORT),
                values.inRange("--http-port", httpPort, 1, OptionValues.MAX_PORT),
                values.inRange("--transport-port", transportPort, 1, OptionValues.MAX_PORT));
    }

    /** The folder of the build, in which the server was unpacked and may keep its data. */
    private static Path buildFolder() {
        return Path.of(System.getProperty("weir.home", "."), "job", "target");
    }
}
