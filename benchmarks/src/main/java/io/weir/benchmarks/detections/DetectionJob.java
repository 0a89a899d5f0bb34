package io.weir.benchmarks.detections;

import io.weir.benchmarks.embedded.ProcessorTime;
import io.weir.codec.flow.FlowBatch;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.embedded.EmbeddedJob;
import io.weir.job.pipeline.DetectionStages;
import io.weir.operators.detect.AlertLifecycle;
import io.weir.operators.detect.DetectSerializers;
import io.weir.operators.detect.Evidence;
import io.weir.operators.detect.EvidenceDetector;
import io.weir.operators.enrich.EnrichOperator;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.EnrichedFlowsSerializer;
import io.weir.operators.types.FlowBatchSerializer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * Flows that are made in the job, enriched and counted, and what reads them besides. All but the
 * latter is the same in each job, to be subtracted.
 */
final class DetectionJob {

    static final String FLOWS_IN = "flowsIn";
    static final String FLOWS_OUT = "flowsOut";
    static final String FLOWS_TOLD = "flowsTold";

    private static final long POLL_MILLIS = 250;

    private final WeirConfiguration weir;

    DetectionJob(List<String> settings, int parallelism) {
        List<String> all = new ArrayList<>(settings);
        all.add("pipeline.checkpoint-interval=0s");
        all.add("pipeline.parallelism=" + parallelism);
        weir = WeirConfiguration.load(Optional.empty(), all, Map.of());
    }

    /**
     * Runs it without anything that looks at the flows.
     *
     * @param batches makes a batch for each number up to their count
     */
    DetectionRun runBare(long count, MapFunction<Long, FlowBatch> batches) throws Exception {
        return run(count, batches, flows -> {});
    }

    /** Runs it with all built-in detections that are enabled, and their alerts. */
    DetectionRun runDetecting(long count, MapFunction<Long, FlowBatch> batches) throws Exception {
        return run(count, batches, this::detect);
    }

    private void detect(DataStream<EnrichedFlows> flows) {
        DetectionStages stages = new DetectionStages(weir.detections(), weir.networks());
        DataStream<Evidence> told =
                stages.evidence(flows).filter(new FlowCounter<>(FLOWS_TOLD, Evidence::flows));
        stages.findings(told)
                .keyBy(finding -> finding.rule().id(), Types.STRING)
                .process(new AlertLifecycle(weir.alerts().policy()), DetectSerializers.ALERT)
                .sinkTo(new DiscardingSink<>());
    }

    private DetectionRun run(
            long count,
            MapFunction<Long, FlowBatch> batches,
            Consumer<DataStream<EnrichedFlows>> readers)
            throws Exception {
        ProcessorTime processor = ProcessorTime.start();
        long begin = System.nanoTime();
        long suspects = 0;
        try (EmbeddedJob job =
                EmbeddedJob.start(
                        "detections",
                        weir.pipeline(),
                        environment -> define(environment, count, batches, readers))) {
            while (job.isRunning()) {
                suspects = Math.max(suspects, job.counters().sum(EvidenceDetector.SUSPECTS));
                Thread.sleep(POLL_MILLIS);
            }
            job.result().get();
            return new DetectionRun(
                    System.nanoTime() - begin,
                    processor.nanos(),
                    processor.compilingNanos(),
                    job.counters(),
                    suspects);
        }
    }

    private void define(
            StreamExecutionEnvironment environment,
            long count,
            MapFunction<Long, FlowBatch> batches,
            Consumer<DataStream<EnrichedFlows>> readers) {
        environment.getConfig().enableObjectReuse();
        environment.setMaxParallelism(weir.pipeline().maxParallelism());
        DataStream<EnrichedFlows> flows =
                environment
                        .fromSequence(1, count)
                        .map(batches)
                        .returns(FlowBatchSerializer.TYPE)
                        .filter(new FlowCounter<>(FLOWS_IN, FlowBatch::size))
                        .assignTimestampsAndWatermarks(
                                WatermarkStrategy.<FlowBatch>forMonotonousTimestamps()
                                        .withTimestampAssigner(
                                                (batch, old) -> batch.receivedMillis()))
                        .transform(
                                "enrich",
                                EnrichedFlowsSerializer.TYPE,
                                new EnrichOperator(weir.enrichment()));
        readers.accept(flows);
        flows.filter(new FlowCounter<>(FLOWS_OUT, enriched -> enriched.batch().size()))
                .sinkTo(new DiscardingSink<>());
    }
}
