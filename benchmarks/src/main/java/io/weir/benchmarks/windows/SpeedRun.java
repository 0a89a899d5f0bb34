package io.weir.benchmarks.windows;

import io.weir.benchmarks.embedded.ProcessorTime;
import io.weir.codec.flow.FlowBatch;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.embedded.EmbeddedJob;
import io.weir.operators.types.FlowBatchSerializer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What an embedded job took for so many flows.
 *
 * @param cpuMicros processor time of a flow, of all threads of the process that do not compile
 * @param compilingMicros likewise, of those that do
 */
record SpeedRun(double flowsPerSecond, double cpuMicros, double compilingMicros) {

    /** The configuration of a run: settings, without checkpoints. */
    static WeirConfiguration configuration(List<String> settings, int parallelism) {
        List<String> all = new ArrayList<>(settings);
        all.add("pipeline.checkpoint-interval=0s");
        all.add("pipeline.parallelism=" + parallelism);
        return WeirConfiguration.load(Optional.empty(), all, Map.of());
    }

    /**
     * Runs a job.
     *
     * @param batches makes a batch of {@code rows} flows for each number
     * @param stages what is behind the batches
     */
    static SpeedRun of(
            WeirConfiguration weir,
            long flows,
            int rows,
            MapFunction<Long, FlowBatch> batches,
            Consumer<DataStream<FlowBatch>> stages)
            throws Exception {
        ProcessorTime processor = ProcessorTime.start();
        long begin = System.nanoTime();
        try (EmbeddedJob job =
                EmbeddedJob.start(
                        "speed",
                        weir.pipeline(),
                        environment ->
                                stages.accept(source(environment, weir, flows / rows, batches)))) {
            job.result().get();
            double nanos = System.nanoTime() - begin;
            double cpuNanos = processor.nanos();
            return new SpeedRun(
                    flows * 1e9 / nanos,
                    cpuNanos / flows / 1_000,
                    (double) processor.compilingNanos() / flows / 1_000);
        }
    }

    private static DataStream<FlowBatch> source(
            StreamExecutionEnvironment environment,
            WeirConfiguration weir,
            long count,
            MapFunction<Long, FlowBatch> batches) {
        environment.getConfig().enableObjectReuse();
        environment.setMaxParallelism(weir.pipeline().maxParallelism());
        return environment
                .fromSequence(1, count)
                .map(batches)
                .returns(FlowBatchSerializer.TYPE)
                .assignTimestampsAndWatermarks(
                        WatermarkStrategy.<FlowBatch>forMonotonousTimestamps()
                                .withTimestampAssigner((batch, old) -> batch.receivedMillis()));
    }
}
