package io.weir.job.documents.flow;

import io.weir.codec.flow.FlowField;
import io.weir.job.documents.fields.ObserverFields;
import javax.annotation.Nullable;

/** The exporter once more, where dashboards of ElastiFlow have it. */
final class HostSection implements Section {

    private final BatchMembers host =
            new BatchMembers(ObserverFields.HOST_IP.object(), HostSection::writeSender);

    @Override
    public void write(FlowView flow, FieldJson json) {
        // Reverse DNS is asked for senders only, and a mediator's name is not the exporter's.
        if (flow.hasSpecified(FlowField.ORIGINAL_EXPORTER)) {
            write(flow.address(FlowField.ORIGINAL_EXPORTER), null, json);
        } else {
            host.write(flow, json);
        }
    }

    private static void writeSender(FlowView flow, FieldJson json) {
        write(flow.sender(), flow.flows().exporterName(), json);
    }

    private static void write(AddressBytes ip, @Nullable byte[] name, FieldJson json) {
        json.putAddress(ObserverFields.HOST_IP, ip);
        if (name == null) {
            json.putAddress(ObserverFields.HOST_NAME, ip);
        } else {
            json.put(ObserverFields.HOST_NAME, name);
        }
    }
}
