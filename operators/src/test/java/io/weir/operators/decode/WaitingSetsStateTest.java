package io.weir.operators.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.flow.FlowBatch;
import io.weir.operators.Harnesses;
import io.weir.operators.RecordedMetrics;
import io.weir.udp.Datagram;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Data sets that came before their template, across time and restarts. */
class WaitingSetsStateTest {

    private static final long T0 = 1_700_000_000_123L;
    private static final long AGE = DecodeHarness.LIMITS.session().waitingAge().toMillis();

    private final RecordedMetrics metrics = new RecordedMetrics();
    private final TestExporter exporter = TestExporter.numbered(1);
    private DecodeHarness decode;

    @BeforeEach
    void open() throws Exception {
        decode = DecodeHarness.start(metrics);
    }

    @AfterEach
    void close() throws Exception {
        decode.close();
    }

    @Test
    void sendsWhatWaitedBehindTheDatagramWithItsOwnReceiveTime() throws Exception {
        decode.receive(exporter.flow(T0, 1));
        decode.receive(exporter.flow(T0 + 1, 2));
        assertThat(metrics.now("waitingSets")).isEqualTo(2);
        assertThat(decode.batches()).isEmpty();

        decode.receive(exporter.template(T0 + 60_000));

        List<StreamRecord<FlowBatch>> records = Harnesses.drain(decode.flink());
        assertThat(records).extracting(StreamRecord::getTimestamp).containsExactly(T0, T0 + 1);
        assertThat(records)
                .extracting(record -> record.getValue().receivedMillis())
                .containsExactly(T0, T0 + 1);
        assertThat(metrics.count("flowsDecoded")).isEqualTo(2);
        assertThat(metrics.count("datagramsDecoded")).isEqualTo(3);
        assertThat(metrics.now("waitingSets")).isZero();
        assertThat(metrics.now("waitingBytes")).isZero();
        assertBalanced(metrics);
    }

    @Test
    void losesWhatWaitedTooLong() throws Exception {
        decode.receive(exporter.flow(T0, 1));
        decode.receive(exporter.flow(T0 + 60_000, 2));
        assertThat(decode.expiryTimers()).isEqualTo(1);
        decode.watermark(T0 + AGE - 1);
        assertThat(metrics.now("waitingSets")).isEqualTo(2);
        decode.watermark(T0 + AGE + 2_000);

        assertThat(metrics.count("waitingSetsExpired")).isEqualTo(1);
        assertThat(metrics.now("waitingSets")).isEqualTo(1);
        decode.receive(exporter.template(T0 + AGE + 2_000));
        assertThat(decode.flowBytes()).containsExactly(2L);
        assertBalanced(metrics);
    }

    @Test
    void nothingExpiresAtTheEndOfTheInput() throws Exception {
        decode.receive(exporter.template(T0));
        decode.receive(TestExporter.numbered(2).flow(T0, 1));
        decode.watermark(Long.MAX_VALUE);

        assertThat(metrics.count("waitingSetsExpired")).isZero();
        assertThat(metrics.count("templatesExpired")).isZero();
        assertThat(metrics.count("exportersForgotten")).isZero();
        assertThat(metrics.now("waitingSets")).isEqualTo(1);
        assertBalanced(metrics);
    }

    @Test
    void aDrainedJobsStateStillExpires() throws Exception {
        decode.receive(exporter.template(T0));
        decode.receive(TestExporter.numbered(2).flow(T0, 1));
        decode.watermark(Long.MAX_VALUE);
        OperatorSubtaskState state = decode.snapshot();
        try (DecodeHarness restored = DecodeHarness.restore(state)) {
            restored.watermark(T0 + 2 * AGE);

            assertThat(restored.stateEntries()).isZero();
        }
    }

    @Test
    void setsGoOnWaitingAfterARestore() throws Exception {
        decode.receive(exporter.flow(T0, 1));
        decode.receive(exporter.flow(T0 + 1, 2));
        OperatorSubtaskState state = decode.snapshot();
        RecordedMetrics after = new RecordedMetrics();
        try (DecodeHarness restored = DecodeHarness.restore(state, after)) {
            assertThat(after.now("waitingSets")).isEqualTo(2);
            assertThat(after.now("exportersKnown")).isEqualTo(1);
            assertThat(after.now("waitingBytes")).isEqualTo(metrics.now("waitingBytes"));
            assertBalanced(after);
            restored.receive(exporter.flow(T0 + 2, 3));
            restored.receive(exporter.template(T0 + 3));

            assertThat(restored.flowBytes()).containsExactly(1L, 2L, 3L);
            assertThat(after.now("templatesKnown")).isEqualTo(1);
            assertBalanced(after);
        }
    }

    @Test
    void whatWaitsForAConnectionThatEndsIsLostAndCounted() throws Exception {
        Datagram flow = exporter.flow(T0, 1);
        decode.receive(onConnection(flow, flow.payload()));
        decode.receive(onConnection(flow, new byte[0]));

        assertThat(metrics.count("connectionsEnded")).isEqualTo(1);
        assertThat(metrics.count("waitingSetsExpired")).isEqualTo(1);
        assertThat(decode.stateEntries()).isZero();
        assertThat(decode.exporters()).isZero();
        assertBalanced(metrics);
    }

    @Test
    void setsOfASessionThatLeftMemoryAreFoundAgain() throws Exception {
        decode.close();
        decode = DecodeHarness.start(new DecodeOperator(DecodeHarness.LIMITS, 1), metrics);
        for (int number = 0; number < 5; number++) {
            decode.receive(TestExporter.numbered(number).flow(T0, number));
        }
        for (int number = 0; number < 5; number++) {
            decode.receive(TestExporter.numbered(number).template(T0));
        }
        assertThat(decode.flowBytes()).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertBalanced(metrics);
    }

    private static Datagram onConnection(Datagram datagram, byte[] payload) {
        return new Datagram(
                datagram.receivedMillis(),
                datagram.sourceHigh(),
                datagram.sourceLow(),
                datagram.sourcePort(),
                77,
                payload);
    }

    static void assertBalanced(RecordedMetrics metrics) {
        assertThat(metrics.count("setsWithoutTemplate") + metrics.count("waitingSetsRestored"))
                .isEqualTo(
                        metrics.count("waitingSetsDecoded")
                                + metrics.count("waitingSetsMalformed")
                                + metrics.count("waitingSetsExpired")
                                + metrics.count("waitingSetsRefused")
                                + metrics.now("waitingSets"));
    }
}
