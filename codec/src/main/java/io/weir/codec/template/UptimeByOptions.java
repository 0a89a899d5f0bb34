package io.weir.codec.template;

import static io.weir.codec.BigEndian.unsigned32;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;

/**
 * Uptime of an exporter of IPFIX that said in options when it started (elements 21 and 22, and 160
 * elsewhere). The difference is of 32 bits, because uptime wraps every 49.7 days; absent as long as
 * the uptime at export is not known.
 */
final class UptimeByOptions extends RecordValue {

    UptimeByOptions(int field, FlowField target) {
        super(field, target);
    }

    @Override
    long value(DataRecords records, int record, FlowBatch batch, int row) {
        if (records.uptimeMillis == 0) {
            return ABSENT;
        }
        long uptime = unsigned32(records.bytes, records.first(field, record));
        return records.exportMillis - (int) (records.uptimeMillis - uptime);
    }
}
