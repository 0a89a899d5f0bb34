package io.weir.operators;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;

/** Counters corrected for sampling: what was exported times the sampling interval. */
public final class SampledCounters {

    private SampledCounters() {}

    /** The estimated octets of the flow, 0 to {@link Long#MAX_VALUE}. */
    public static long bytes(FlowBatch batch, int row) {
        return scaled(batch.getOr(FlowField.BYTES, row, 0), interval(batch, row));
    }

    /** The estimated packets of the flow, 0 to {@link Long#MAX_VALUE}. */
    public static long packets(FlowBatch batch, int row) {
        return scaled(batch.getOr(FlowField.PACKETS, row, 0), interval(batch, row));
    }

    /** One packet in this many was sampled; 1 where the flow says nothing or 0. */
    public static long interval(FlowBatch batch, int row) {
        long interval = batch.getOr(FlowField.SAMPLING_INTERVAL, row, 1);
        return interval > 0 ? interval : 1;
    }

    private static long scaled(long counter, long interval) {
        // An exporter may send any 64 bits: what does not fit is held at the largest value.
        if (counter < 0 || Math.multiplyHigh(counter, interval) != 0) {
            return Long.MAX_VALUE;
        }
        long product = counter * interval;
        return product < 0 ? Long.MAX_VALUE : product;
    }
}
