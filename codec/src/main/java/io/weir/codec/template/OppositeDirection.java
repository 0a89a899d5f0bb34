package io.weir.codec.template;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;

/** A direction that says 1 for ingress and 0 for egress (Ziften), where IANA's says 0 and 1. */
final class OppositeDirection extends RecordValue {

    OppositeDirection(int field, FlowField target) {
        super(field, target);
    }

    @Override
    long value(DataRecords records, int record, FlowBatch batch, int row) {
        long inbound = number(records, field, record);
        return inbound == 0 || inbound == 1 ? 1 - inbound : ABSENT;
    }
}
