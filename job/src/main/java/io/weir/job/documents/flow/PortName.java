package io.weir.job.documents.flow;

import io.weir.job.documents.fields.Field;
import io.weir.operators.enrich.FlowEnd;
import io.weir.operators.enrich.names.IpProtocols;
import io.weir.operators.enrich.names.Services;
import javax.annotation.Nullable;

/** The service on a port. Not thread-safe. */
final class PortName {

    private final Services services = Services.iana();
    private final TextBuffer text = new TextBuffer();

    /**
     * Writes it as {@link Services#label(int, int)} has it, without a text for each unassigned
     * port.
     *
     * @return the port; -1, and nothing is written, if the flow has no protocol or the end no port
     */
    int write(Field field, FlowView flow, @Nullable FlowEnd end, FieldJson json) {
        int protocol = flow.protocol();
        int port = protocol < 0 || end == null ? -1 : flow.port(end.fields().port());
        if (port < 0) {
            return -1;
        }
        int service = services.find(protocol, port);
        if (service != 0) {
            json.put(field, services.label(service));
        } else {
            json.putPlain(
                    field, text.clear().add(IpProtocols.text(protocol)).add("/").addUnsigned(port));
        }
        return port;
    }
}
