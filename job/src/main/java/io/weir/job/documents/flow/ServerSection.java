package io.weir.job.documents.flow;

import io.weir.job.documents.fields.ServiceFields;

/** Which service the server's port is of. */
final class ServerSection implements Section {

    private final PortName names = new PortName();

    @Override
    public void write(FlowView flow, FieldJson json) {
        int port = names.write(ServiceFields.NAME, flow, flow.server(), json);
        if (port >= 0) {
            json.put(ServiceFields.PORT, port);
        }
    }
}
