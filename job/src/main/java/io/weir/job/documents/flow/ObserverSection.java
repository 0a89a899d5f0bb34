package io.weir.job.documents.flow;

import io.weir.codec.flow.FlowField;
import io.weir.job.documents.fields.ObserverFields;
import javax.annotation.Nullable;

/** The exporter and its interfaces. */
final class ObserverSection implements Section {

    private final BatchMembers host =
            new BatchMembers(ObserverFields.HOST_IP.object(), ObserverSection::writeSendingHost);

    private final BatchMembers observer =
            new BatchMembers(ObserverFields.IP.object(), ObserverSection::writeSendingObserver);

    @Override
    public void write(FlowView flow, FieldJson json) {
        // Reverse DNS is asked for senders only, and a mediator's name is not the exporter's.
        if (flow.hasSpecified(FlowField.ORIGINAL_EXPORTER)) {
            AddressBytes exporter = flow.address(FlowField.ORIGINAL_EXPORTER);
            writeHost(exporter, null, json);
            writeObserver(exporter, null, json);
        } else {
            host.write(flow, json);
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

    private static void writeSendingHost(FlowView flow, FieldJson json) {
        writeHost(flow.sender(), flow.flows().exporterName(), json);
    }

    private static void writeSendingObserver(FlowView flow, FieldJson json) {
        writeObserver(flow.sender(), flow.flows().exporterName(), json);
    }

    private static void writeHost(AddressBytes ip, @Nullable byte[] name, FieldJson json) {
        json.putAddress(ObserverFields.HOST_IP, ip);
        if (name == null) {
            json.putAddress(ObserverFields.HOST_NAME, ip);
        } else {
            json.put(ObserverFields.HOST_NAME, name);
        }
    }

    private static void writeObserver(AddressBytes ip, @Nullable byte[] name, FieldJson json) {
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
