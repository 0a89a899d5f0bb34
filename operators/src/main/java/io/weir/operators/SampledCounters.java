package io.weir.operators;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;

/**
 * Counters corrected for sampling: what was exported times the sampling interval. Those without
 * another word are from source to destination; the way back ({@code reverse}) is in the same flow
 * where the exporter puts both directions of a connection in one record.
 */
public final class SampledCounters {

    private SampledCounters() {}

    /** The estimated octets of the flow, 0 to {@link Long#MAX_VALUE}. */
    public static long bytes(FlowBatch batch, int row) {
        return scaled(batch, row, FlowField.BYTES);
    }

    /** The estimated packets of the flow, 0 to {@link Long#MAX_VALUE}. */
    public static long packets(FlowBatch batch, int row) {
        return scaled(batch, row, FlowField.PACKETS);
    }

    /** The estimated octets of the way back, 0 to {@link Long#MAX_VALUE}. */
    public static long reverseBytes(FlowBatch batch, int row) {
        return scaled(batch, row, FlowField.REVERSE_BYTES);
    }

    /** The estimated packets of the way back, 0 to {@link Long#MAX_VALUE}. */
    public static long reversePackets(FlowBatch batch, int row) {
        return scaled(batch, row, FlowField.REVERSE_PACKETS);
    }

    /** Whether the exporter counted octets of the flow. */
    public static boolean hasBytes(FlowBatch batch, int row) {
        return batch.has(FlowField.BYTES, row);
    }

    /** Whether the exporter counted packets of the flow. */
    public static boolean hasPackets(FlowBatch batch, int row) {
        return batch.has(FlowField.PACKETS, row);
    }

    /** Whether the exporter counted octets of the way back. */
    public static boolean hasReverseBytes(FlowBatch batch, int row) {
        return batch.has(FlowField.REVERSE_BYTES, row);
    }

    /** Whether the exporter counted packets of the way back. */
    public static boolean hasReversePackets(FlowBatch batch, int row) {
        return batch.has(FlowField.REVERSE_PACKETS, row);
    }

    /** One packet in this many was sampled; 1 where the flow says nothing or 0. */
    public static long interval(FlowBatch batch, int row) {
        long interval = batch.getOr(FlowField.SAMPLING_INTERVAL, row, 1);
        return interval > 0 ? interval : 1;
    }

    private static long scaled(FlowBatch batch, int row, FlowField counter) {
        return scaled(batch.getOr(counter, row, 0), interval(batch, row));
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
