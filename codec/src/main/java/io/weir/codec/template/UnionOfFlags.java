package io.weir.codec.template;

import static io.weir.codec.BigEndian.unsigned;

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
        return flags(records, record, field) | flags(records, record, other);
    }

    private static long flags(DataRecords records, int record, int field) {
        return unsigned(records.bytes, record + records.offsets[field], records.lengths[field]);
    }
}
