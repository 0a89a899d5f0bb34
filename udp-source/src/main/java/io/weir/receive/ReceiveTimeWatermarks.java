package io.weir.receive;

import java.time.Clock;
import java.time.Duration;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;

/** Emits the watermark of a queue's receive time, at most once per interval. */
@Internal
public final class ReceiveTimeWatermarks {

    /** Wake-ups per interval, so that a watermark is late by a quarter of it at most. */
    private static final int WAKE_UPS_PER_INTERVAL = 4;

    private final DatagramQueue queue;
    private final Clock clock;
    private final long intervalMillis;
    private long lastAt;
    private boolean emitted;

    public ReceiveTimeWatermarks(DatagramQueue queue, Clock clock, Duration interval) {
        this.queue = queue;
        this.clock = clock;
        this.intervalMillis = interval.toMillis();
    }

    /** How often to wake the reader up when nothing comes, 1 ms or more. */
    public Duration wakeUpInterval() {
        return Duration.ofMillis(Math.max(1, intervalMillis / WAKE_UPS_PER_INTERVAL));
    }

    public void emitIfDue(ReaderOutput<?> output) {
        long now = clock.millis();
        // Negative when the clock was set back: then the old time says nothing about being due.
        long sinceLast = now - lastAt;
        if (emitted && sinceLast >= 0 && sinceLast < intervalMillis) {
            return;
        }
        emitted = true;
        lastAt = now;
        output.emitWatermark(new Watermark(queue.watermarkMillis()));
    }
}
