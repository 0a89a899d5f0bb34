package io.weir.operators.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.types.FlowBatchSerializer;
import io.weir.operators.types.TransportSessionSerializer;
import io.weir.udp.Datagram;
import io.weir.udp.DatagramTypeInformation;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A TaskManager dies between the templates of its exporters and their flows. */
@Timeout(180)
class FailoverIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long T0 = 1_700_000_000_000L;

    /** Exporters; as many numbers come first, with a template each. */
    private static final int EXPORTERS = 40;

    /** Numbers of each of the two subtasks of the source. */
    private static final long HALF = 50_000;

    private static final AtomicInteger TEMPLATES_SENT = new AtomicInteger();
    private static final AtomicInteger STARTS = new AtomicInteger();
    private static final AtomicBoolean FAILED = new AtomicBoolean();
    private static final Set<Long> FLOWS = new ConcurrentSkipListSet<>();

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(2)
                            .setNumberSlotsPerTaskManager(1)
                            .build());

    @Test
    void decodesWithTemplatesThatAreNotSentAgain(@InjectMiniCluster MiniCluster cluster)
            throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment();
        environment.configure(new Configuration().set(PipelineOptions.GENERIC_TYPES, false));
        environment.setParallelism(2);
        environment.enableCheckpointing(Duration.ofHours(1).toMillis());
        environment
                .fromSource(
                        new NumberSequenceSource(0, 2 * HALF - 1),
                        WatermarkStrategy.noWatermarks(),
                        "numbers")
                .map(FailoverIT::datagram)
                .returns(DatagramTypeInformation.INSTANCE)
                .keyBy(ExporterIdentity.ADDRESS::session, TransportSessionSerializer.TYPE)
                .transform(
                        "decode",
                        FlowBatchSerializer.TYPE,
                        new DecodeOperator(DecodeHarness.LIMITS))
                .map(new Collect())
                .returns(FlowBatchSerializer.TYPE)
                .sinkTo(new DiscardingSink<>());
        JobClient job = environment.executeAsync();
        await().atMost(PATIENCE).until(() -> TEMPLATES_SENT.get() == EXPORTERS);
        await().atMost(PATIENCE)
                .ignoreExceptions() // until all subtasks run, there is no checkpoint
                .until(
                        () -> cluster.triggerCheckpoint(job.getJobID(), CheckpointType.FULL).get(),
                        checkpoint -> checkpoint > 0);
        assertThat(FLOWS).isEmpty();

        cluster.terminateTaskManager(0).get();
        cluster.startTaskManager();
        await().atMost(PATIENCE).until(() -> STARTS.get() == 4);
        FAILED.set(true);

        List<Long> all = LongStream.range(0, EXPORTERS).boxed().toList();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(FLOWS).containsAll(all));
        assertThat(TEMPLATES_SENT).hasValue(EXPORTERS);
        job.cancel().get();
    }

    /** Templates first, then nothing of use until the failure, then flows. */
    private static Datagram datagram(long number) throws InterruptedException {
        TestExporter exporter = TestExporter.numbered((int) (number % EXPORTERS));
        long inHalf = number % HALF;
        if (inHalf < EXPORTERS / 2) {
            TEMPLATES_SENT.incrementAndGet();
            return TestExporter.numbered((int) (number < HALF ? inHalf : inHalf + EXPORTERS / 2))
                    .template(T0);
        }
        Thread.sleep(5);
        return FAILED.get()
                ? exporter.flow(T0, number % EXPORTERS)
                : exporter.datagram(T0, new byte[0]);
    }

    /** Collects the bytes of flows, and counts how often a subtask was started. */
    private static final class Collect extends RichMapFunction<FlowBatch, FlowBatch> {

        private static final long serialVersionUID = 1L;

        @Override
        public void open(OpenContext context) {
            STARTS.incrementAndGet();
        }

        @Override
        public FlowBatch map(FlowBatch batch) {
            for (int row = 0; row < batch.size(); row++) {
                FLOWS.add(batch.get(FlowField.BYTES, row));
            }
            return batch;
        }
    }
}
