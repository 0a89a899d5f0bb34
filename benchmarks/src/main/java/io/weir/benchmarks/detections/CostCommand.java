package io.weir.benchmarks.detections;

import io.weir.job.generate.Simulation;
import io.weir.job.generate.SimulationOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What all built-in detections together cost, beside the same job without them. */
@Command(
        name = "cost",
        mixinStandardHelpOptions = true,
        description =
                "Looks for attacks in normal simulated traffic, with all built-in detections,"
                        + " beside the same job without any.")
final class CostCommand implements Callable<Integer> {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final int HOSTS_PER_EXPORTER = 250;

    @Option(
            names = "--hosts",
            split = ",",
            defaultValue = "1000,100000",
            description = "Hosts inside. Default: ${DEFAULT-VALUE}.")
    private List<Integer> hosts;

    @Option(
            names = "--flows",
            defaultValue = "30000000",
            description = "Of each run. Default: ${DEFAULT-VALUE}.")
    private long flows;

    @Option(
            names = "--flows-per-host",
            defaultValue = "2",
            description = "Per second of event time, of each host. Default: ${DEFAULT-VALUE}.")
    private int flowsPerHost;

    @Option(
            names = "--recorded-flows",
            defaultValue = "1200000",
            description = "Distinct ones, which come again and again. Default: ${DEFAULT-VALUE}.")
    private int recordedFlows;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "Besides one before, to warm up. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--parallelism", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}.")
    private int parallelism;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of Weir, such as detections.flood.enabled.")
    private List<String> settings = List.of();

    @Override
    public Integer call() throws Exception {
        DetectionJob job = new DetectionJob(settings, parallelism);
        System.out.println(
                "| hosts | million flows/s without | with | ns of CPU per flow without | with | of"
                        + " the detections alone | times without | ns of compiling, not counted |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (int count : hosts) {
            Path capture = Files.createTempFile("weir-detections-", ".pcap");
            try {
                record(count, capture);
                System.out.println(row(count, job, capture));
            } finally {
                Files.delete(capture);
            }
        }
        return 0;
    }

    private void record(int hostCount, Path capture) throws IOException {
        int rate = hostCount * flowsPerHost;
        SimulationOptions options =
                SimulationOptions.defaults()
                        .withExporters(Math.max(4, hostCount / HOSTS_PER_EXPORTER))
                        .withFlowsPerSecond(rate)
                        .withDuration(Duration.ofMillis(recordedFlows * 1_000L / rate));
        Simulation.write(options, START, capture);
    }

    private String row(int hostCount, DetectionJob job, Path capture) throws Exception {
        long batches = flows * Recording.of(capture).datagrams().size() / recordedFlows;
        // Until most is compiled: a run that does it by the way costs half as much again.
        job.runBare(batches, new RecordedFlows(capture));
        job.runDetecting(batches, new RecordedFlows(capture));
        double[] bareRates = new double[rounds];
        double[] rates = new double[rounds];
        double[] bare = new double[rounds];
        double[] detecting = new double[rounds];
        double[] alone = new double[rounds];
        double[] times = new double[rounds];
        double[] compiling = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            DetectionRun without = job.runBare(batches, new RecordedFlows(capture));
            DetectionRun with = job.runDetecting(batches, new RecordedFlows(capture));
            bareRates[round] = without.flowsPerSecond() / 1e6;
            rates[round] = with.flowsPerSecond() / 1e6;
            bare[round] = without.cpuNanosPerFlow();
            detecting[round] = with.cpuNanosPerFlow();
            alone[round] = with.cpuNanosPerFlow() - without.cpuNanosPerFlow();
            times[round] = with.cpuNanosPerFlow() / without.cpuNanosPerFlow();
            compiling[round] = (double) with.compilingNanos() / with.flows();
        }
        return String.format(
                Locale.ROOT,
                "| %,d | %s | %s | %s | %s | %s | %s | %s |",
                hostCount,
                spread("%.2f", bareRates),
                spread("%.2f", rates),
                spread("%.0f", bare),
                spread("%.0f", detecting),
                spread("%.0f", alone),
                spread("%.2f", times),
                spread("%.0f", compiling));
    }

    /** The least, the median and the most. */
    private static String spread(String format, double[] values) {
        Arrays.sort(values);
        return String.format(
                Locale.ROOT,
                String.join(" / ", format, format, format),
                values[0],
                values[values.length / 2],
                values[values.length - 1]);
    }
}
