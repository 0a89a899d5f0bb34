package io.weir.operators.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.operators.Harnesses;
import io.weir.operators.RecordedMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Templates across restarts, rescaling and time. */
class TemplateStateTest {

    private static final long T0 = 1_700_000_000_123L;
    private static final long EXPIRY = DecodeHarness.EXPIRY.toMillis();

    private final RecordedMetrics metrics = new RecordedMetrics();
    private final TestExporter exporter = TestExporter.numbered(1);

    @Test
    void templatesSurviveARestore() throws Exception {
        OperatorSubtaskState state = stateWithTemplatesOf(1);
        try (DecodeHarness decode = DecodeHarness.restore(state)) {
            decode.receive(TestExporter.numbered(0).flow(T0 + 1, 4_711));

            assertThat(decode.flowBytes()).containsExactly(4_711L);
        }
    }

    @Test
    void templatesFollowTheirExportersToMoreSubtasks() throws Exception {
        int exporters = 60;
        OperatorSubtaskState state = stateWithTemplatesOf(exporters);
        try (DecodeHarness first = DecodeHarness.restore(state, 1, 2, 0);
                DecodeHarness second = DecodeHarness.restore(state, 1, 2, 1)) {
            assertThat(first.templates() + second.templates()).isEqualTo((long) exporters);
            assertThat(first.templates()).isBetween(1L, exporters - 1L);
            assertThat(receiveAt(List.of(first, second), exporters))
                    .containsExactlyElementsOf(upTo(exporters));
        }
    }

    @Test
    void templatesFollowTheirExportersToFewerSubtasks() throws Exception {
        int exporters = 60;
        OperatorSubtaskState state = stateWithTemplatesOf(exporters);
        OperatorSubtaskState both;
        try (DecodeHarness first = DecodeHarness.restore(state, 1, 2, 0);
                DecodeHarness second = DecodeHarness.restore(state, 1, 2, 1)) {
            both =
                    AbstractStreamOperatorTestHarness.repackageState(
                            first.snapshot(), second.snapshot());
        }
        try (DecodeHarness decode = DecodeHarness.restore(both, 2, 1, 0)) {
            assertThat(receiveAt(List.of(decode), exporters))
                    .containsExactlyElementsOf(upTo(exporters));
        }
    }

    @Test
    void forgetsATemplateThatIsNotReceivedAgainInTime() throws Exception {
        try (DecodeHarness decode = DecodeHarness.start(metrics)) {
            decode.receive(exporter.template(T0));
            decode.watermark(T0 + EXPIRY - 1);
            decode.receive(exporter.flow(T0 + EXPIRY - 1, 1));
            assertThat(decode.flowBytes()).containsExactly(1L);

            decode.watermark(T0 + EXPIRY + 2_000);
            assertThat(metrics.count("templatesExpired")).isEqualTo(1);
            assertThat(decode.stateEntries()).isZero();
            assertThat(decode.expiryTimers()).isZero();

            decode.receive(exporter.flow(T0 + EXPIRY + 2_000, 2));
            assertThat(decode.flowBytes()).isEmpty();
            assertThat(metrics.now("waitingSets")).isEqualTo(1);
        }
    }

    @Test
    void keepsATemplateThatIsReceivedAgain() throws Exception {
        try (DecodeHarness decode = DecodeHarness.start(metrics)) {
            for (int round = 0; round < 4; round++) {
                long now = T0 + round * (EXPIRY - 60_000);
                decode.watermark(now);
                decode.receive(exporter.template(now));
                assertThat(decode.expiryTimers()).isEqualTo(1);
            }
            long last = T0 + 3 * (EXPIRY - 60_000);
            decode.watermark(last + EXPIRY - 1);
            decode.receive(exporter.flow(last + EXPIRY - 1, 5));
            assertThat(decode.flowBytes()).containsExactly(5L);
            assertThat(metrics.count("templatesAdded")).isEqualTo(1);
            assertThat(metrics.count("templatesExpired")).isZero();

            decode.watermark(last + EXPIRY + 2_000);
            assertThat(metrics.count("templatesExpired")).isEqualTo(1);
            assertThat(decode.stateEntries()).isZero();
        }
    }

    @Test
    void aTemplateThatExpiredIsLearntAgain() throws Exception {
        try (DecodeHarness decode = DecodeHarness.start(metrics)) {
            decode.receive(exporter.template(T0));
            decode.watermark(T0 + 2 * EXPIRY);
            decode.receive(exporter.template(T0 + 2 * EXPIRY));
            decode.receive(exporter.flow(T0 + 2 * EXPIRY, 9));

            assertThat(decode.flowBytes()).containsExactly(9L);
            assertThat(decode.expiryTimers()).isEqualTo(1);
        }
    }

    @Test
    void expiryIsNotForgottenInARestore() throws Exception {
        OperatorSubtaskState state = stateWithTemplatesOf(3);
        try (DecodeHarness decode = DecodeHarness.restore(state)) {
            assertThat(decode.templates()).isEqualTo(3);
            decode.watermark(T0 + EXPIRY + 2_000);

            assertThat(decode.templates()).isZero();
        }
    }

    private OperatorSubtaskState stateWithTemplatesOf(int exporters) throws Exception {
        try (DecodeHarness decode = DecodeHarness.start(metrics)) {
            for (int number = 0; number < exporters; number++) {
                decode.receive(TestExporter.numbered(number).template(T0));
            }
            return decode.snapshot();
        }
    }

    /** Gives each exporter's flow to the subtask that owns it; returns the bytes, sorted. */
    private static List<Long> receiveAt(List<DecodeHarness> subtasks, int exporters)
            throws Exception {
        List<Long> bytes = new ArrayList<>();
        for (int number = 0; number < exporters; number++) {
            TestExporter exporter = TestExporter.numbered(number);
            int owner =
                    KeyGroupRangeAssignment.assignKeyToParallelOperator(
                            ExporterIdentity.ADDRESS.session(exporter.flow(T0, 0)),
                            Harnesses.MAX_PARALLELISM,
                            subtasks.size());
            subtasks.get(owner).receive(exporter.flow(T0 + 1, number));
        }
        subtasks.forEach(subtask -> bytes.addAll(subtask.flowBytes()));
        return bytes.stream().sorted().toList();
    }

    private static List<Long> upTo(int count) {
        return LongStream.range(0, count).boxed().toList();
    }
}
