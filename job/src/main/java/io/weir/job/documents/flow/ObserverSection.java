package io.weir.job.documents.flow;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.job.documents.fields.ObserverFields;
import javax.annotation.Nullable;

/** The exporter and its interfaces. */
final class ObserverSection implements Section {

    @Override
    public void write(FlowView flow, FieldJson json) {
        boolean mediated = flow.hasSpecified(FlowField.ORIGINAL_EXPORTER);
        FlowBatch batch = flow.batch();
        long high = mediated ? flow.getHigh(FlowField.ORIGINAL_EXPORTER) : batch.exporterHigh();
        long low = mediated ? flow.get(FlowField.ORIGINAL_EXPORTER) : batch.exporterLow();
        // Reverse DNS is asked for senders only, and a mediator's name is not the exporter's.
        byte[] name = mediated ? null : flow.flows().exporterName();
        json.putAddress(ObserverFields.HOST_IP, high, low);
        if (name == null) {
            json.putAddress(ObserverFields.HOST_NAME, high, low);
        } else {
            json.put(ObserverFields.HOST_NAME, name);
        }
        json.put(ObserverFields.TYPE, "flow-exporter");
        json.putAddress(ObserverFields.IP, high, low);
        json.put(ObserverFields.NAME, name);
        writeSide(
                ObserverFields.INGRESS,
                flow,
                json,
                FlowField.INPUT_INTERFACE,
                flow.inputName(),
                FlowField.VLAN);
        writeSide(
                ObserverFields.EGRESS,
                flow,
                json,
                FlowField.OUTPUT_INTERFACE,
                flow.outputName(),
                FlowField.POST_VLAN);
    }

    private static void writeSide(
            ObserverFields.Side side,
            FlowView flow,
            FieldJson json,
            FlowField index,
            @Nullable String name,
            FlowField vlan) {
        json.putAsText(side.interfaceId, flow, index);
        json.putText(side.interfaceName, name);
        json.putAsText(side.vlanId, flow, vlan);
        json.put(side.vlanName, VlanName.of(flow, vlan));
    }
}
