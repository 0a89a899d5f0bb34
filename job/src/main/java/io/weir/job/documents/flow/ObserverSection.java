package io.weir.job.documents.flow;

import io.weir.codec.flow.FlowField;
import io.weir.job.documents.fields.ObserverFields;
import javax.annotation.Nullable;

/** The exporter and its interfaces. */
final class ObserverSection implements Section {

    private final BatchMembers observer =
            new BatchMembers(ObserverFields.IP.object(), ObserverSection::writeSender);

    @Override
    public void write(FlowView flow, FieldJson json) {
        // Reverse DNS is asked for senders only, and a mediator's name is not the exporter's.
        if (flow.hasSpecified(FlowField.ORIGINAL_EXPORTER)) {
            write(flow.address(FlowField.ORIGINAL_EXPORTER), null, json);
        } else {
            observer.write(flow, json);
        }
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

    private static void writeSender(FlowView flow, FieldJson json) {
        write(flow.sender(), flow.flows().exporterName(), json);
    }

    private static void write(AddressBytes ip, @Nullable byte[] name, FieldJson json) {
        json.put(ObserverFields.TYPE, "flow-exporter");
        json.putAddress(ObserverFields.IP, ip);
        json.put(ObserverFields.NAME, name);
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
