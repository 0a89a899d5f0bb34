package io.weir.job.documents.flow;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.job.documents.fields.EncapsulationFields;
import io.weir.operators.enrich.names.IpProtocols;
import io.weir.operators.enrich.names.Registry;

/** What the packets were carried in. */
final class EncapsulationSection implements Section {

    /** Below the label an entry has three experimental bits and the end of the stack. */
    private static final int LABEL_SHIFT = 4;

    private static final int LABEL_MASK = 0xf_ffff;

    private final long[] labels = new long[FlowField.MPLS_LABELS.size()];

    @Override
    public void write(FlowView flow, FieldJson json) {
        FlowBatch batch = flow.batch();
        int row = flow.row();
        json.put(EncapsulationFields.TUNNEL_ID, flow, FlowField.TUNNEL_ID);
        if (flow.has(FlowField.TUNNEL_PROTOCOL)) {
            int protocol = (int) flow.get(FlowField.TUNNEL_PROTOCOL) & 0xff;
            json.put(EncapsulationFields.TUNNEL_PROTOCOL, IpProtocols.text(protocol));
        }
        json.putAddress(EncapsulationFields.TUNNEL_SOURCE, flow, FlowField.TUNNEL_SOURCE_ADDRESS);
        json.putAddress(
                EncapsulationFields.TUNNEL_DESTINATION, flow, FlowField.TUNNEL_DESTINATION_ADDRESS);
        writeMpls(flow, json);
        json.put(EncapsulationFields.INGRESS_VRF, flow, FlowField.INGRESS_VRF);
        json.put(EncapsulationFields.EGRESS_VRF, flow, FlowField.EGRESS_VRF);
        json.putText(EncapsulationFields.VRF_NAME, batch.text(FlowField.VRF_NAME, row));
    }

    private void writeMpls(FlowView flow, FieldJson json) {
        int count = 0;
        for (int i = 0; i < labels.length; i++) {
            FlowField entry = FlowField.MPLS_LABELS.get(i);
            if (flow.has(entry)) {
                labels[count++] = flow.get(entry) >>> LABEL_SHIFT & LABEL_MASK;
            }
        }
        json.put(EncapsulationFields.MPLS_LABELS, labels, count);
        json.put(
                EncapsulationFields.MPLS_TOP_TYPE,
                Registry.MPLS_LABEL_TYPES.nameOf(
                        (int) flow.getOr(FlowField.MPLS_TOP_LABEL_TYPE, 0)));
        if (flow.hasSpecified(FlowField.MPLS_TOP_LABEL_ADDRESS)) {
            json.putAddress(
                    EncapsulationFields.MPLS_TOP_ADDRESS, flow, FlowField.MPLS_TOP_LABEL_ADDRESS);
        }
    }
}
