package io.weir.codec.template;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;

/** The OR of two elements: the flags of the first packet, and those of all others (YAF). */
final class UnionOfFlags extends RecordValue {

    private final int other;

    UnionOfFlags(int field, int other, FlowField target) {
        super(field, target);
        this.other = other;
    }

    @Override
    long value(DataRecords records, int record, FlowBatch batch, int row) {
        return number(records, field, record) | number(records, other, record);
    }
}
