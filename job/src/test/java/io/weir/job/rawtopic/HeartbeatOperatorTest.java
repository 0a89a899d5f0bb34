package io.weir.job.rawtopic;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.rawtopic.RawRecord.Heartbeat;
import io.weir.job.rawtopic.RawRecord.Received;
import io.weir.udp.Datagram;
import java.util.List;
import java.util.Queue;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeartbeatOperatorTest {

    private static final Datagram DATAGRAM = new Datagram(500, 0, 1, 2, new byte[] {3});

    private static volatile int partitions;

    private OneInputStreamOperatorTestHarness<Datagram, RawRecord> harness;

    @BeforeEach
    void open() throws Exception {
        partitions = 2;
        harness = harness();
    }

    private static OneInputStreamOperatorTestHarness<Datagram, RawRecord> harness()
            throws Exception {
        var opened =
                new OneInputStreamOperatorTestHarness<>(new HeartbeatOperator(new Partitions()));
        opened.setup(RawRecordSerializer.INSTANCE);
        opened.open();
        return opened;
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void beatsInEveryPartitionBeforeTheFirstDatagram() throws Exception {
        harness.processWatermark(499);
        harness.processElement(DATAGRAM, 500);

        assertThat(records())
                .map(HeartbeatOperatorTest::describe)
                .containsExactly("0 at 499", "1 at 499", "datagram");
    }

    @Test
    void beatsOnceASecondWithTheNewestTime() throws Exception {
        harness.processWatermark(499);
        records();
        harness.processWatermark(700);
        harness.processElement(DATAGRAM, 700);
        harness.processWatermark(900);
        assertThat(records()).map(HeartbeatOperatorTest::describe).containsExactly("datagram");

        harness.setProcessingTime(HeartbeatOperator.INTERVAL_MILLIS);

        assertThat(records())
                .map(HeartbeatOperatorTest::describe)
                .containsExactly("0 at 900", "1 at 900");
    }

    /** Otherwise a reader would take a writer that is behind for dead. */
    @Test
    void goesOnBeatingWhileTimeStandsStill() throws Exception {
        harness.processWatermark(499);
        harness.setProcessingTime(HeartbeatOperator.INTERVAL_MILLIS);
        harness.setProcessingTime(2 * HeartbeatOperator.INTERVAL_MILLIS);

        assertThat(records()).hasSize(6);
    }

    @Test
    void isSilentUntilItHasATime() throws Exception {
        harness.setProcessingTime(HeartbeatOperator.INTERVAL_MILLIS);

        assertThat(records()).isEmpty();
    }

    @Test
    void beatsInPartitionsThatAreAdded() throws Exception {
        harness.processWatermark(499);
        records();
        partitions = 3;

        harness.setProcessingTime(HeartbeatOperator.INTERVAL_MILLIS);

        assertThat(records())
                .map(HeartbeatOperatorTest::describe)
                .containsExactly("0 at 499", "1 at 499", "2 at 499");
    }

    @Test
    void saysFarewellOnceAtTheEnd() throws Exception {
        harness.processWatermark(499);
        records();
        harness.processWatermark(Watermark.MAX_WATERMARK.getTimestamp());
        harness.setProcessingTime(HeartbeatOperator.INTERVAL_MILLIS);

        assertThat(records())
                .hasSize(2)
                .allSatisfy(record -> assertThat(((Heartbeat) record).isFarewell()).isTrue());
    }

    @Test
    void isAnotherWriterEachTimeItStarts() throws Exception {
        harness.processWatermark(499);
        RawRecord before = records().get(0);
        harness.close();
        harness = harness();
        harness.processWatermark(499);

        assertThat(((Heartbeat) records().get(0)).writer())
                .isNotEqualTo(((Heartbeat) before).writer());
    }

    private List<RawRecord> records() {
        Queue<Object> output = harness.getOutput();
        List<RawRecord> records =
                output.stream()
                        .filter(StreamRecord.class::isInstance)
                        .map(element -> (RawRecord) ((StreamRecord<?>) element).getValue())
                        .toList();
        output.clear();
        return records;
    }

    private static String describe(RawRecord record) {
        return record instanceof Heartbeat heartbeat
                ? heartbeat.partition() + " at " + heartbeat.completeMillis()
                : record instanceof Received received && received.datagram().equals(DATAGRAM)
                        ? "datagram"
                        : record.toString();
    }

    private static final class Partitions implements PartitionCount {

        private static final long serialVersionUID = 1L;

        @Override
        public void open() {}

        @Override
        public int current() {
            return partitions;
        }

        @Override
        public void close() {}
    }
}
