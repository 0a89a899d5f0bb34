package io.weir.codec.template;

import static io.weir.codec.BigEndian.unsigned8;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;

/** One octet of an element, its bits moved up to where the field has them. */
final class Octet extends ColumnReader {

    private final int index;
    private final int shift;

    /**
     * @param index of the octet in the element
     * @param shift 0 to 7; what goes beyond eight bits is lost
     */
    Octet(int field, int index, int shift, FlowField target) {
        super(field, target);
        this.index = index;
        this.shift = shift;
    }

    @Override
    void read(DataRecords records, FlowBatch batch, int row) {
        long[] column = batch.column(target);
        byte[] bytes = records.bytes;
        int[] starts = records.starts(field);
        int offset = records.offset(field) + index;
        for (int i = 0; i < records.count; i++) {
            int moved = unsigned8(bytes, starts[i] + offset) << shift;
            column[row + i] = moved & 0xff;
        }
    }
}
