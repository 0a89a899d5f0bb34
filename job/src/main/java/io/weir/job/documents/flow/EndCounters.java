package io.weir.job.documents.flow;

import io.weir.codec.flow.FlowBatch;
import io.weir.job.documents.fields.EndpointFields;
import io.weir.operators.FlowDirection;
import io.weir.operators.SampledCounters;

/** What one end sent. */
final class EndCounters {

    private EndCounters() {}

    static void write(EndpointFields fields, FlowView flow, FlowDirection sent, FieldJson json) {
        FlowBatch batch = flow.batch();
        int row = flow.row();
        boolean forward = sent == FlowDirection.FORWARD;
        if (forward
                ? SampledCounters.hasBytes(batch, row)
                : SampledCounters.hasReverseBytes(batch, row)) {
            json.put(fields.bytes, sent.bytes(batch, row));
        }
        if (forward
                ? SampledCounters.hasPackets(batch, row)
                : SampledCounters.hasReversePackets(batch, row)) {
            json.put(fields.packets, sent.packets(batch, row));
        }
    }
}
