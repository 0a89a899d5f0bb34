package io.weir.job.rawtopic;

import io.weir.job.rawtopic.RawRecord.Heartbeat;
import io.weir.job.rawtopic.RawRecord.Received;
import java.time.Clock;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Receive time from the raw topic: timestamps of records, and a {@link PartitionTime} for each
 * partition.
 *
 * <p>A reader without a partition (there may be more readers than partitions) is marked idle, so
 * that it does not hold time for ever. Flink has no call for that: it asks this strategy, of which
 * each reader has its own copy, first for a generator of the reader and then for one of each of its
 * partitions.
 */
final class RawTopicTime implements WatermarkStrategy<RawRecord> {

    static final Duration IDLE_AFTER = Duration.ofSeconds(10);

    private static final long serialVersionUID = 1L;

    private final Clock clock;

    private transient boolean readerAsked;
    private transient int partitions;

    RawTopicTime() {
        this(Clock.systemUTC());
    }

    RawTopicTime(Clock clock) {
        this.clock = clock;
    }

    @Override
    public TimestampAssigner<RawRecord> createTimestampAssigner(
            TimestampAssignerSupplier.Context context) {
        return (record, recordTimestamp) -> timestamp(record, recordTimestamp);
    }

    private static long timestamp(RawRecord record, long recordTimestamp) {
        if (record instanceof Received received) {
            return received.datagram().receivedMillis();
        }
        return record instanceof Heartbeat heartbeat && !heartbeat.isFarewell()
                ? heartbeat.completeMillis()
                : recordTimestamp;
    }

    @Override
    public WatermarkGenerator<RawRecord> createWatermarkGenerator(
            WatermarkGeneratorSupplier.Context context) {
        if (!readerAsked) {
            readerAsked = true;
            return new ReaderTime(clock.millis());
        }
        partitions++;
        return new PartitionTime();
    }

    private final class ReaderTime implements WatermarkGenerator<RawRecord> {

        private final long openedMillis;
        private boolean idle;

        ReaderTime(long openedMillis) {
            this.openedMillis = openedMillis;
        }

        @Override
        public void onEvent(RawRecord record, long timestamp, WatermarkOutput output) {}

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            if (idle && partitions > 0) {
                idle = false;
                output.markActive();
            } else if (!idle
                    && partitions == 0
                    && clock.millis() - openedMillis >= IDLE_AFTER.toMillis()) {
                idle = true;
                output.markIdle();
            }
        }
    }
}
