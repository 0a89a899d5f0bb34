package io.weir.codec.packet;

/**
 * The header of UDP (RFC 768), and by the destination port the tunnels above it.
 *
 * <pre>
 *  0 | source port | destination port |
 *  4 | length      | checksum         |
 * </pre>
 */
final class UdpHeader {

    private static final int LENGTH = 8;
    private static final int VXLAN_PORT = 4789;
    private static final int GENEVE_PORT = 6081;

    private UdpHeader() {}

    static Header read(Dissection packet) {
        if (!TransportPorts.read(packet) || packet.remaining() < LENGTH) {
            return Header.NONE;
        }
        int destinationPort = packet.unsigned16(2);
        packet.skip(LENGTH);
        return switch (destinationPort) {
            case VXLAN_PORT -> Header.VXLAN;
            case GENEVE_PORT -> Header.GENEVE;
            default -> Header.NONE;
        };
    }
}
