package io.weir.job.rawtopic;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/** Keeps what a generator said last. */
final class RecordedTime implements WatermarkOutput {

    static final long NOTHING = Long.MIN_VALUE;

    private long watermark = NOTHING;
    private boolean idle;

    @Override
    public void emitWatermark(Watermark said) {
        watermark = said.getTimestamp();
    }

    @Override
    public void markIdle() {
        idle = true;
    }

    @Override
    public void markActive() {
        idle = false;
    }

    long watermark() {
        return watermark;
    }

    boolean isIdle() {
        return idle;
    }
}
