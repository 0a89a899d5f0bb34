package io.weir.benchmarks.windows;

import io.weir.benchmarks.embedded.Heap;
import io.weir.codec.flow.FlowBatch;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.pipeline.ConversationStages;
import io.weir.operators.enrich.EnrichOperator;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.EnrichedFlowsSerializer;
import io.weir.operators.enrich.EnrichmentOptions;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What it costs to join flows to conversations, beside the same job without. */
@Command(
        name = "conversations",
        mixinStandardHelpOptions = true,
        description =
                "Joins simulated flows to conversations, in an embedded Flink job, beside the same"
                        + " job without.")
public final class ConversationSpeed implements Callable<Integer> {

    @Option(
            names = "--conversations",
            split = ",",
            defaultValue = "10000,100000,1000000,100000000",
            description = "Distinct conversations. Default: ${DEFAULT-VALUE}.")
    private List<Long> conversations;

    @Option(
            names = "--flows",
            defaultValue = "20000000",
            description = "Of each run. Default: ${DEFAULT-VALUE}.")
    private long flows;

    @Option(
            names = "--rate",
            defaultValue = "100000",
            description = "Flows per second of event time. Default: ${DEFAULT-VALUE}.")
    private long rate;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "Besides one before, to warm up. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--parallelism", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}.")
    private int parallelism;

    /** Runs it and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new ConversationSpeed()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        System.out.println(
                "| conversations | flows/s, without | with | us of CPU per flow, without | with |"
                        + " MiB alive, with |");
        System.out.println("|---|---|---|---|---|---|");
        for (long count : conversations) {
            row(count);
        }
        return 0;
    }

    private void row(long count) throws Exception {
        SpeedRun without = null;
        SpeedRun with = null;
        run(count, false);
        // Not of a run that is timed: the collections that it takes cost time.
        long aliveBytes = Heap.mostDuring(() -> run(count, true));
        for (int round = 0; round < rounds; round++) {
            without = better(without, run(count, false));
            with = better(with, run(count, true));
        }
        System.out.printf(
                "| %,d | %,.0f | %,.0f | %.2f | %.2f | %,d |%n",
                count,
                without.flowsPerSecond(),
                with.flowsPerSecond(),
                without.cpuMicros(),
                with.cpuMicros(),
                aliveBytes >> 20);
    }

    private static SpeedRun better(SpeedRun some, SpeedRun other) {
        return some == null || other.cpuMicros() < some.cpuMicros() ? other : some;
    }

    private SpeedRun run(long count, boolean joins) throws Exception {
        WeirConfiguration weir =
                SpeedRun.configuration(List.of("conversations.enabled=" + joins), parallelism);
        return SpeedRun.of(
                weir,
                flows,
                ConversationFlows.ROWS,
                new ConversationFlows(count, rate),
                batches -> define(batches, weir));
    }

    private static void define(DataStream<FlowBatch> batches, WeirConfiguration weir) {
        DataStream<EnrichedFlows> enriched =
                batches.transform(
                        "enrich",
                        EnrichedFlowsSerializer.TYPE,
                        new EnrichOperator(EnrichmentOptions.NONE));
        new ConversationStages(weir.conversations())
                .attach(enriched)
                .ifPresentOrElse(
                        joined -> joined.sinkTo(new DiscardingSink<>()),
                        () -> enriched.sinkTo(new DiscardingSink<>()));
    }
}
