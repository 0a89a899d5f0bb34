package io.weir.job.documents.flow;

import io.weir.job.documents.fields.Field;
import io.weir.job.documents.fields.ServiceFields;
import io.weir.operators.enrich.FlowEnd;
import io.weir.operators.enrich.names.IpProtocols;
import io.weir.operators.enrich.names.Services;
import javax.annotation.Nullable;

/** Which services the ports are of. */
final class ServiceSection implements Section {

    private final Services services = Services.iana();
    private final TextBuffer text = new TextBuffer();

    @Override
    public void write(FlowView flow, FieldJson json) {
        int protocol = flow.protocol();
        if (protocol < 0) {
            return;
        }
        writeName(ServiceFields.SOURCE_NAME, protocol, port(flow, flow.source()), json);
        writeName(ServiceFields.DESTINATION_NAME, protocol, port(flow, flow.destination()), json);
        int port = port(flow, flow.server());
        if (port >= 0) {
            writeName(ServiceFields.NAME, protocol, port, json);
            json.put(ServiceFields.PORT, port);
        }
    }

    private static int port(FlowView flow, @Nullable FlowEnd end) {
        return end == null ? -1 : flow.port(end.fields().port());
    }

    /** As {@link Services#label(int, int)} has it, without a text for each unassigned port. */
    private void writeName(Field field, int protocol, int port, FieldJson json) {
        if (port < 0) {
            return;
        }
        int service = services.find(protocol, port);
        if (service != 0) {
            json.put(field, services.label(service));
        } else {
            json.putPlain(
                    field, text.clear().add(IpProtocols.text(protocol)).add("/").addUnsigned(port));
        }
    }
}
