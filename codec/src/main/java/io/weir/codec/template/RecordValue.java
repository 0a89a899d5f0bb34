package io.weir.codec.template;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;

/**
 * A reader that makes one number of each record, or none. One call per record: for elements that
 * are rare, where a loop of their own would be more to read than it saves.
 */
abstract class RecordValue extends ColumnReader {

    /** Says that a record has no value. */
    static final long ABSENT = Long.MIN_VALUE;

    RecordValue(int field, FlowField target) {
        super(field, target);
    }

    /**
     * @param record the first byte of the record
     * @param row of the record in the batch
     */
    abstract long value(DataRecords records, int record, FlowBatch batch, int row);

    @Override
    final void read(DataRecords records, FlowBatch batch, int row) {
        long[] column = batch.column(target);
        int record = records.start;
        for (int i = row; i < row + records.count; i++, record += records.stride) {
            long value = value(records, record, batch, i);
            if (value != ABSENT) {
                column[i] = value;
                batch.markPresent(target, i, i + 1);
            }
        }
    }

    @Override
    final boolean alwaysPresent() {
        return false;
    }
}
