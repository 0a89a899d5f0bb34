package io.weir.benchmarks.windows;

import io.weir.benchmarks.embedded.Heap;
import io.weir.codec.flow.FlowBatch;
import io.weir.job.config.Spread;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.pipeline.TrafficStages;
import io.weir.operators.duplicates.DuplicateSuppression;
import io.weir.operators.enrich.EnrichOperator;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.EnrichedFlowsSerializer;
import io.weir.operators.enrich.EnrichmentOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of {@code benchmarks/windows}. */
@Command(
        name = "windows",
        mixinStandardHelpOptions = true,
        description =
                "Sums up simulated flows by all default dimensions, in an embedded Flink job,"
                        + " beside the same job without windows.")
public final class WindowSpeed implements Callable<Integer> {

    @Option(
            names = "--hosts",
            split = ",",
            defaultValue = "1000,100000,1000000,10000000",
            description = "Distinct hosts in each window. Default: ${DEFAULT-VALUE}.")
    private List<Long> hosts;

    @Option(
            names = "--flows",
            defaultValue = "60000000",
            description = "Of each run; 20 million are in each minute. Default: ${DEFAULT-VALUE}.")
    private long flows;

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
            description = "A setting of Weir, such as topn.keys.")
    private List<String> settings = List.of();

    /** Runs it and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new WindowSpeed()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        System.out.println(
                "| hosts | flows/s, without windows | flows/s, with | us of CPU per flow, without |"
                        + " with | of the windows alone | of compiling, not counted |"
                        + " MiB alive, with |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (long count : hosts) {
            row(count);
        }
        return 0;
    }

    private void row(long count) throws Exception {
        List<SpeedRun> without = new ArrayList<>();
        List<SpeedRun> with = new ArrayList<>();
        run(count, false);
        // Not of a run that is timed: the collections that it takes cost time.
        long aliveBytes = Heap.mostDuring(() -> run(count, true));
        for (int round = 0; round < rounds; round++) {
            without.add(run(count, false));
            with.add(run(count, true));
        }
        double bare = median(without.stream().mapToDouble(SpeedRun::cpuMicros).toArray());
        double whole = median(with.stream().mapToDouble(SpeedRun::cpuMicros).toArray());
        System.out.printf(
                "| %,d | %,.0f | %,.0f | %.2f | %.2f | %.2f | %.2f | %,d |%n",
                count,
                median(without.stream().mapToDouble(SpeedRun::flowsPerSecond).toArray()),
                median(with.stream().mapToDouble(SpeedRun::flowsPerSecond).toArray()),
                bare,
                whole,
                whole - bare,
                median(with.stream().mapToDouble(SpeedRun::compilingMicros).toArray()),
                aliveBytes >> 20);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private SpeedRun run(long hostCount, boolean windows) throws Exception {
        WeirConfiguration weir = SpeedRun.configuration(settings, parallelism);
        return SpeedRun.of(
                weir,
                flows,
                FlowBatches.ROWS,
                new FlowBatches(hostCount),
                batches -> define(batches, weir, windows));
    }

    private static void define(
            DataStream<FlowBatch> batches, WeirConfiguration weir, boolean windows) {
        DataStream<EnrichedFlows> enriched =
                spread(batches, weir)
                        .transform(
                                "enrich",
                                EnrichedFlowsSerializer.TYPE,
                                new EnrichOperator(EnrichmentOptions.NONE));
        if (windows) {
            TrafficStages.Streams streams =
                    new TrafficStages(weir.windows(), weir.rollups(), weir.topn()).attach(enriched);
            streams.topN().sinkTo(new DiscardingSink<>());
            streams.rollups().sinkTo(new DiscardingSink<>());
        } else {
            enriched.sinkTo(new DiscardingSink<>());
        }
    }

    /** As the job does it: a hop or none, or the one that suppression of duplicates takes. */
    private static DataStream<FlowBatch> spread(
            DataStream<FlowBatch> batches, WeirConfiguration weir) {
        if (weir.duplicates().suppress()) {
            return DuplicateSuppression.attach(
                    batches,
                    weir.duplicates().rules(weir.exporters().identity()),
                    weir.names().files());
        }
        return weir.pipeline().spread() == Spread.ALWAYS ? batches.rebalance() : batches;
    }
}
