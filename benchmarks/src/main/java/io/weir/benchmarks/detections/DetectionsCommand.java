package io.weir.benchmarks.detections;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of {@code benchmarks/detections}. */
@Command(
        name = "detections",
        mixinStandardHelpOptions = true,
        description = "Measures the built-in detections, in an embedded Flink job.",
        subcommands = {CostCommand.class, PressureCommand.class, FalseAlarmsCommand.class})
public final class DetectionsCommand {

    private DetectionsCommand() {}

    /** Runs it and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new DetectionsCommand()).execute(args));
    }
}
