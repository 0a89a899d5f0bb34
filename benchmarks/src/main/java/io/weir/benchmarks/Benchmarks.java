package io.weir.benchmarks;

import java.io.IOException;
import java.util.Collection;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs benchmarks as JMH does, with the same options, and prints a table of flow rates at the end.
 */
public final class Benchmarks {

    private Benchmarks() {}

    public static void main(String[] args) throws RunnerException, IOException {
        CommandLineOptions options;
        try {
            options = new CommandLineOptions(args);
        } catch (CommandLineOptionException e) {
            System.err.println(e.getMessage() + ". --help lists the options.");
            System.exit(2);
            return;
        }
        if (asksOnlyForInformation(options)) {
            Main.main(args);
            return;
        }
        Collection<RunResult> results = new Runner(countingAllocation(options)).run();
        System.out.print("\n" + ResultTable.of(results));
    }

    private static boolean asksOnlyForInformation(CommandLineOptions options) {
        return options.shouldHelp()
                || options.shouldList()
                || options.shouldListWithParams()
                || options.shouldListProfilers()
                || options.shouldListResultFormats();
    }

    private static Options countingAllocation(CommandLineOptions options) {
        boolean counted =
                options.getProfilers().stream()
                        .anyMatch(profiler -> profiler.getKlass().equals("gc"));
        OptionsBuilder builder = new OptionsBuilder();
        builder.parent(options);
        if (!counted) {
            builder.addProfiler(GCProfiler.class);
        }
        return builder.build();
    }
}
