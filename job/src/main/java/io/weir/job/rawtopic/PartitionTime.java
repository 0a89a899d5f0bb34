package io.weir.job.rawtopic;

import io.weir.job.rawtopic.RawRecord.Heartbeat;
import io.weir.job.rawtopic.RawRecord.Received;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * The watermark of one partition: the least that the heartbeats of its writers say.
 *
 * <ul>
 *   <li>A live writer beats each second, so silence is counted in the beats of the others, which
 *       needs no clock and gives the same when a backlog is read: a writer is forgotten after as
 *       many beats of each other writer as {@link #SILENT_HEARTBEATS}. One that is slow is not
 *       silent.
 *   <li>Nothing is said before some writer's second beat: by then each live writer has had one.
 *   <li>Where there are no heartbeats, the newest receive time less {@link #DISORDER_MILLIS}
 *       counts, once the datagrams cover more than that.
 * </ul>
 *
 * <p>It holds one entry per live writer.
 */
final class PartitionTime implements WatermarkGenerator<RawRecord> {

    static final int SILENT_HEARTBEATS = 10;
    static final long DISORDER_MILLIS = 10_000;

    private static final class Writer {
        private long completeMillis;
        private int beatsOfOthers;
    }

    private final Map<Long, Writer> writers = new HashMap<>();

    private boolean sawHeartbeat;
    private boolean knowsWriters;
    private long oldestReceived = Long.MAX_VALUE;
    private long newestReceived = Long.MIN_VALUE;
    private long watermark = Long.MIN_VALUE;

    @Override
    public void onEvent(RawRecord record, long timestamp, WatermarkOutput output) {
        if (record instanceof Received received) {
            long receivedMillis = received.datagram().receivedMillis();
            oldestReceived = Math.min(oldestReceived, receivedMillis);
            newestReceived = Math.max(newestReceived, receivedMillis);
        } else if (record instanceof Heartbeat heartbeat) {
            sawHeartbeat = true;
            take(heartbeat);
        }
    }

    private void take(Heartbeat heartbeat) {
        if (heartbeat.isFarewell()) {
            writers.remove(heartbeat.writer());
            return;
        }
        forgetTheSilent();
        Writer writer = writers.get(heartbeat.writer());
        if (writer == null) {
            writer = new Writer();
            writers.put(heartbeat.writer(), writer);
        } else {
            knowsWriters = true;
        }
        writer.completeMillis = heartbeat.completeMillis();
        writer.beatsOfOthers = 0;
        if (knowsWriters) {
            advance(leastComplete());
        }
    }

    private void forgetTheSilent() {
        int tolerated = SILENT_HEARTBEATS * Math.max(1, writers.size() - 1);
        writers.values().removeIf(writer -> ++writer.beatsOfOthers > tolerated);
    }

    private long leastComplete() {
        long least = Long.MAX_VALUE;
        for (Writer writer : writers.values()) {
            least = Math.min(least, writer.completeMillis);
        }
        return least;
    }

    private void advance(long time) {
        watermark = Math.max(watermark, time);
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        if (!sawHeartbeat && newestReceived - DISORDER_MILLIS >= oldestReceived) {
            advance(newestReceived - DISORDER_MILLIS);
        }
        if (watermark != Long.MIN_VALUE) {
            output.emitWatermark(new Watermark(watermark));
        }
    }
}
