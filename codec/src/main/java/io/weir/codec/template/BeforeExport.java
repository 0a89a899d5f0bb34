package io.weir.codec.template;

import static io.weir.codec.BigEndian.unsigned32;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;

/** Microseconds before the export time of the message (IPFIX 158 and 159). */
final class BeforeExport extends RecordValue {

    BeforeExport(int field, FlowField target) {
        super(field, target);
    }

    @Override
    long value(DataRecords records, int record, FlowBatch batch, int row) {
        long micros = unsigned32(records.bytes, records.first(field, record));
        return records.exportMillis - micros / 1_000;
    }
}
