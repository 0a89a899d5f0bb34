package io.weir.codec.template;

import static io.weir.codec.BigEndian.bits64;
import static io.weir.codec.BigEndian.unsigned32;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;

/** Uptime relative to systemInitTimeMilliseconds of the same record (IPFIX 21, 22 and 160). */
final class UptimeSince extends RecordValue {

    private final int systemInit;

    UptimeSince(int field, int systemInit, FlowField target) {
        super(field, target);
        this.systemInit = systemInit;
    }

    @Override
    long value(DataRecords records, int record, FlowBatch batch, int row) {
        long init = bits64(records.bytes, records.first(systemInit, record));
        long millis = init + unsigned32(records.bytes, records.first(field, record));
        return init < 0 || millis < init ? ABSENT : millis;
    }
}
