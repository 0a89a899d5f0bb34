package io.weir.codec.template;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;

/**
 * The one end of a flow that the template does not have, from the other and the duration (IPFIX 161
 * and 162). Reads the column of the other, which must be filled before.
 */
final class FlowDuration extends RecordValue {

    private final FlowField known;
    private final int unitsPerMilli;

    private FlowDuration(int field, FlowField known, FlowField target, int unitsPerMilli) {
        super(field, target);
        this.known = known;
        this.unitsPerMilli = unitsPerMilli;
    }

    static FlowDuration beforeEnd(int field, int unitsPerMilli) {
        return new FlowDuration(field, FlowField.END_MILLIS, FlowField.START_MILLIS, unitsPerMilli);
    }

    static FlowDuration afterStart(int field, int unitsPerMilli) {
        return new FlowDuration(field, FlowField.START_MILLIS, FlowField.END_MILLIS, unitsPerMilli);
    }

    @Override
    long value(DataRecords records, int record, FlowBatch batch, int row) {
        if (!batch.has(known, row)) {
            return ABSENT;
        }
        long duration = number(records, field, record) / unitsPerMilli;
        long other = batch.column(known)[row];
        long millis = known == FlowField.START_MILLIS ? other + duration : other - duration;
        return other < 0 || millis < 0 || duration < 0 ? ABSENT : millis;
    }
}
