package io.weir.operators;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;

/**
 * Counters corrected for sampling: what was exported times the sampling interval. Those without
 * another word are from source to destination; the way back ({@code reverse}) is in the same flow
 * where the exporter puts both directions of a connection in one record.
 *
 * <p>Where an exporter sends totals since the flow began (elements 85 and 86) and no counters since
 * its last report, the totals count. That is right for exporters that report a flow once, as YAF
 * and Cisco ASA do; of one that reports a long flow several times, each report counts the flow so
 * far once more. The alternative, not to count, would show all their flows as empty.
 */
public final class SampledCounters {

    private SampledCounters() {}

    /** The estimated octets of the flow, 0 to {@link Long#MAX_VALUE}. */
    public static long bytes(FlowBatch batch, int row) {
        return scaled(batch, row, FlowField.BYTES, FlowField.TOTAL_BYTES);
    }

    /** The estimated packets of the flow, 0 to {@link Long#MAX_VALUE}. */
    public static long packets(FlowBatch batch, int row) {
        return scaled(batch, row, FlowField.PACKETS, FlowField.TOTAL_PACKETS);
    }

    /** The estimated octets of the way back, 0 to {@link Long#MAX_VALUE}. */
    public static long reverseBytes(FlowBatch batch, int row) {
        return scaled(batch, row, FlowField.REVERSE_BYTES, FlowField.REVERSE_TOTAL_BYTES);
    }

    /** The estimated packets of the way back, 0 to {@link Long#MAX_VALUE}. */
    public static long reversePackets(FlowBatch batch, int row) {
        return scaled(batch, row, FlowField.REVERSE_PACKETS, FlowField.REVERSE_TOTAL_PACKETS);
    }

    /** Whether the exporter counted octets of the flow. */
    public static boolean hasBytes(FlowBatch batch, int row) {
        return batch.has(FlowField.BYTES, row) || batch.has(FlowField.TOTAL_BYTES, row);
    }

    /** Whether the exporter counted packets of the flow. */
    public static boolean hasPackets(FlowBatch batch, int row) {
        return batch.has(FlowField.PACKETS, row) || batch.has(FlowField.TOTAL_PACKETS, row);
    }

    /** Whether the exporter counted octets of the way back. */
    public static boolean hasReverseBytes(FlowBatch batch, int row) {
        return batch.has(FlowField.REVERSE_BYTES, row)
                || batch.has(FlowField.REVERSE_TOTAL_BYTES, row);
    }

    /** Whether the exporter counted packets of the way back. */
    public static boolean hasReversePackets(FlowBatch batch, int row) {
        return batch.has(FlowField.REVERSE_PACKETS, row)
                || batch.has(FlowField.REVERSE_TOTAL_PACKETS, row);
    }

    /** One packet in this many was sampled; 1 where the flow says nothing or 0. */
    public static long interval(FlowBatch batch, int row) {
        long interval = batch.getOr(FlowField.SAMPLING_INTERVAL, row, 1);
        return interval > 0 ? interval : 1;
    }

    private static long scaled(FlowBatch batch, int row, FlowField sinceReport, FlowField total) {
        long counter = batch.getOr(sinceReport, row, batch.getOr(total, row, 0));
        return scaled(counter, interval(batch, row));
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
