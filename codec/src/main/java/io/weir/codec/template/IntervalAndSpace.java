package io.weir.codec.template;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;

/**
 * Systematic sampling: so many taken, then so many left out (RFC 5477 §8.2, elements 305 and 306).
 * One in so many is the sum of both by the first, rounded.
 */
final class IntervalAndSpace extends RecordValue {

    private final int space;

    IntervalAndSpace(int interval, int space, FlowField target) {
        super(interval, target);
        this.space = space;
    }

    @Override
    long value(DataRecords records, int record, FlowBatch batch, int row) {
        long taken = number(records, field, record);
        long left = number(records, space, record);
        if (taken <= 0 || left < 0 || left > Long.MAX_VALUE / 4 || taken > Long.MAX_VALUE / 4) {
            return ABSENT;
        }
        return (taken + left + taken / 2) / taken;
    }
}
