package io.weir.codec.template;

import static io.weir.codec.BigEndian.unsigned;

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
     * @param record which of the records
     * @param row of the record in the batch
     */
    abstract long value(DataRecords records, int record, FlowBatch batch, int row);

    @Override
    final void read(DataRecords records, FlowBatch batch, int row) {
        long[] column = batch.column(target);
        for (int i = 0; i < records.count; i++) {
            long value = value(records, i, batch, row + i);
            if (value != ABSENT) {
                column[row + i] = value;
                batch.markPresent(target, row + i);
            }
        }
    }

    /** The number in a field whose length is 1 to 8 bytes. */
    static long number(DataRecords records, int field, int record) {
        return unsigned(records.bytes, records.first(field, record), records.length(field, record));
    }

    @Override
    final boolean alwaysPresent() {
        return false;
    }
}
