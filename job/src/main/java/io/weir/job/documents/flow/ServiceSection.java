package io.weir.job.documents.flow;

import io.weir.job.documents.fields.ServiceFields;

/** Which services the ports of both ends are of. */
final class ServiceSection implements Section {

    private final PortName names = new PortName();
    private final ServerSection server = new ServerSection();

    @Override
    public void write(FlowView flow, FieldJson json) {
        names.write(ServiceFields.SOURCE_NAME, flow, flow.source(), json);
        names.write(ServiceFields.DESTINATION_NAME, flow, flow.destination(), json);
        server.write(flow, json);
    }
}
