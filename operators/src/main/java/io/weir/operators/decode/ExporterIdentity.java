package io.weir.operators.decode;

import io.weir.operators.types.TransportSession;
import io.weir.udp.Datagram;

/** What tells exporters over UDP apart. Over TCP it is always the connection. */
public enum ExporterIdentity {
    /**
     * The address. An exporter may change its port, as it does when it starts anew, and send
     * templates and data from several.
     */
    ADDRESS,

    /** The address and the source port, for exporters behind one translated address (NAT). */
    ADDRESS_AND_PORT;

    /** What the templates in a datagram belong to: the key of the decode stage. */
    public TransportSession session(Datagram datagram) {
        boolean port = this == ADDRESS_AND_PORT && datagram.connection() == Datagram.UDP;
        return new TransportSession(
                datagram.sourceHigh(),
                datagram.sourceLow(),
                port ? datagram.sourcePort() : TransportSession.ANY_PORT,
                datagram.connection());
    }
}
