package io.weir.codec.packet;

import io.weir.codec.flow.FlowField;

/**
 * The header of TCP (RFC 9293 §3.1).
 *
 * <pre>
 *  0 | source port | destination port             |
 *  4 | sequence number                            |
 *  8 | acknowledgment number                      |
 * 12 | words of header (4) | control bits (12) | window |
 * </pre>
 */
final class TcpHeader {

    private static final int CONTROL_BITS_END = 14;
    private static final int CONTROL_BITS = 0x0fff;

    private TcpHeader() {}

    static Header read(Dissection packet) {
        if (TransportPorts.read(packet) && packet.remaining() >= CONTROL_BITS_END) {
            packet.set(FlowField.TCP_FLAGS, packet.unsigned16(12) & CONTROL_BITS);
        }
        return Header.NONE;
    }
}
