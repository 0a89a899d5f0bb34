package io.weir.codec.clock;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.flow.TimeAdjustment;

/**
 * Brings the times of flows into order. Afterwards each flow has an end, at most so much after its
 * receipt as is tolerated, and a start, if it has one, that is not after its end. Times are taken
 * as unsigned: what has the highest bit set lies in the future. Zero is no time, but what exporters
 * fill in where they have none.
 */
final class FlowTimes {

    private static final long START_AND_END =
            1L << FlowField.START_MILLIS.index() | 1L << FlowField.END_MILLIS.index();

    private static final FlowField[] TIMES = {
        FlowField.START_MILLIS, FlowField.END_MILLIS, FlowField.EVENT_MILLIS
    };

    private final long toleranceMillis;

    FlowTimes(long toleranceMillis) {
        this.toleranceMillis = toleranceMillis;
    }

    /** Whether times of a clock that is off so far are to be moved. */
    boolean isBeyondTolerance(long skewMillis) {
        return skewMillis > toleranceMillis || skewMillis < -toleranceMillis;
    }

    /** Moves all times of all flows by the same amount, so that their distances stay. */
    void reanchor(FlowBatch batch, long skewMillis) {
        for (int row = 0; row < batch.size(); row++) {
            for (FlowField field : TIMES) {
                if (batch.getOr(field, row, 0) != 0) {
                    batch.set(field, row, batch.get(field, row) - skewMillis);
                }
            }
            mark(batch, row, TimeAdjustment.REANCHORED);
        }
    }

    /**
     * @param exportMillis of the message, by our clock as far as that is known
     */
    void settle(FlowBatch batch, long exportMillis) {
        long latest = latest(batch);
        long[] starts = batch.column(FlowField.START_MILLIS);
        long[] ends = batch.column(FlowField.END_MILLIS);
        long[] present = batch.presence(0);
        for (int row = 0; row < batch.size(); row++) {
            long start = starts[row];
            long end = ends[row];
            boolean inOrder =
                    (present[row] & START_AND_END) == START_AND_END
                            && start > 0
                            && start <= end
                            && end <= latest;
            if (!inOrder) {
                settle(batch, row, exportMillis, latest);
            }
        }
    }

    private long latest(FlowBatch batch) {
        long latest = batch.receivedMillis() + toleranceMillis;
        return latest < 0 ? Long.MAX_VALUE : latest; // a tolerance without end
    }

    private static void settle(FlowBatch batch, int row, long exportMillis, long latest) {
        long end = batch.getOr(FlowField.END_MILLIS, row, 0);
        if (end == 0) {
            boolean future = Long.compareUnsigned(exportMillis, latest) > 0;
            batch.set(FlowField.END_MILLIS, row, future ? batch.receivedMillis() : exportMillis);
            mark(batch, row, TimeAdjustment.END_FROM_EXPORT);
        } else if (Long.compareUnsigned(end, latest) > 0) {
            moveToReceipt(batch, row, end, latest);
            mark(batch, row, TimeAdjustment.END_IN_FUTURE);
        }
        settleStart(batch, row);
    }

    /** A flow that lies in the future as a whole keeps its duration. */
    private static void moveToReceipt(FlowBatch batch, int row, long end, long latest) {
        long received = batch.receivedMillis();
        long start = batch.getOr(FlowField.START_MILLIS, row, 0);
        if (Long.compareUnsigned(start, latest) > 0 && Long.compareUnsigned(start, end) <= 0) {
            batch.set(FlowField.START_MILLIS, row, received - (end - start));
        }
        batch.set(FlowField.END_MILLIS, row, received);
    }

    private static void settleStart(FlowBatch batch, int row) {
        long start = batch.getOr(FlowField.START_MILLIS, row, 0);
        long end = batch.get(FlowField.END_MILLIS, row);
        if (start == 0) {
            batch.markAbsent(FlowField.START_MILLIS, row);
        } else if (Long.compareUnsigned(start, end) > 0) {
            batch.set(FlowField.START_MILLIS, row, end);
            mark(batch, row, TimeAdjustment.START_AFTER_END);
        }
    }

    /** An sFlow sample is of a packet that passed just now. */
    static void endAtReceipt(FlowBatch batch) {
        long[] ends = batch.column(FlowField.END_MILLIS);
        for (int row = 0; row < batch.size(); row++) {
            ends[row] = batch.receivedMillis();
        }
        batch.markPresent(FlowField.END_MILLIS, 0, batch.size());
    }

    private static void mark(FlowBatch batch, int row, long adjustment) {
        long before = batch.getOr(FlowField.TIME_ADJUSTMENT, row, 0);
        batch.set(FlowField.TIME_ADJUSTMENT, row, before | adjustment);
    }
}
