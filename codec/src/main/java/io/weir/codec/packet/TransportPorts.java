package io.weir.codec.packet;

import io.weir.codec.flow.FlowField;

/**
 * The ports that TCP, UDP and SCTP begin with.
 *
 * <pre>
 *  0 | source port | destination port |
 * </pre>
 */
final class TransportPorts {

    private static final int LENGTH = 4;

    private TransportPorts() {}

    /** Takes the ports if they are here, and says whether they are. */
    static boolean read(Dissection packet) {
        if (packet.remaining() < LENGTH) {
            return false;
        }
        packet.set(FlowField.SOURCE_PORT, packet.unsigned16(0));
        packet.set(FlowField.DESTINATION_PORT, packet.unsigned16(2));
        return true;
    }
}
