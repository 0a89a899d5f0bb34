package io.weir.job.rawtopic;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.rawtopic.RawRecord.Heartbeat;
import io.weir.job.rawtopic.RawRecord.Received;
import io.weir.udp.Datagram;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.junit.jupiter.api.Test;

class RawTopicTimeTest {

    private final Moment moment = new Moment();
    private final RawTopicTime time = new RawTopicTime(moment);
    private final WatermarkGenerator<RawRecord> reader = time.createWatermarkGenerator(null);
    private final RecordedTime said = new RecordedTime();

    @Test
    void marksAReaderWithoutPartitionsIdle() {
        reader.onPeriodicEmit(said);
        assertThat(said.isIdle()).as("partitions may be on their way").isFalse();

        moment.advance(RawTopicTime.IDLE_AFTER);
        reader.onPeriodicEmit(said);

        assertThat(said.isIdle()).isTrue();
    }

    @Test
    void neverMarksAReaderWithAPartitionIdle() {
        WatermarkGenerator<RawRecord> partition = time.createWatermarkGenerator(null);
        moment.advance(RawTopicTime.IDLE_AFTER.multipliedBy(2));

        reader.onPeriodicEmit(said);
        partition.onPeriodicEmit(said);

        assertThat(said.isIdle()).isFalse();
        assertThat(partition).isInstanceOf(PartitionTime.class);
    }

    @Test
    void marksAReaderActiveThatGetsAPartition() {
        moment.advance(RawTopicTime.IDLE_AFTER);
        reader.onPeriodicEmit(said);
        time.createWatermarkGenerator(null);

        reader.onPeriodicEmit(said);

        assertThat(said.isIdle()).isFalse();
    }

    @Test
    void stampsRecordsWithReceiveTime() {
        var assigner = time.createTimestampAssigner(null);

        assertThat(
                        assigner.extractTimestamp(
                                new Received(new Datagram(7, 0, 1, 2, new byte[0])), 99))
                .isEqualTo(7);
        assertThat(assigner.extractTimestamp(new Heartbeat(0, 1, 8), 99)).isEqualTo(8);
        assertThat(assigner.extractTimestamp(new Heartbeat(0, 1, Long.MAX_VALUE), 99))
                .isEqualTo(99);
    }

    /** A clock that stands until it is advanced. */
    private static final class Moment extends Clock {

        private Instant now = Instant.EPOCH;

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
