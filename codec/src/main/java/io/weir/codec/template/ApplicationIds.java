package io.weir.codec.template;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.normalise.ApplicationId;

/** An application id (element 95, RFC 6759 §4). Absent where its octets are none. */
final class ApplicationIds extends RecordValue {

    ApplicationIds(int field, FlowField target) {
        super(field, target);
    }

    @Override
    long value(DataRecords records, int record, FlowBatch batch, int row) {
        return ApplicationId.read(
                records.bytes, records.first(field, record), records.length(field, record), ABSENT);
    }
}
