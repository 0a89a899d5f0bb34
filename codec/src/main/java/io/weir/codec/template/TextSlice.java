package io.weir.codec.template;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;

/** Where in the datagram a text lies. One that is empty, or begins with NUL, is none. */
final class TextSlice extends RecordValue {

    TextSlice(int field, FlowField target) {
        super(field, target);
    }

    @Override
    long value(DataRecords records, int record, FlowBatch batch, int row) {
        int at = records.first(field, record);
        int length = records.length(field, record);
        return length == 0 || records.bytes[at] == 0 ? ABSENT : FlowBatch.slice(at, length);
    }
}
