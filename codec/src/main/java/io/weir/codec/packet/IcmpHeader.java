package io.weir.codec.packet;

import io.weir.codec.flow.FlowField;

/**
 * The header of ICMP (RFC 792) and ICMPv6 (RFC 4443 §2.1).
 *
 * <pre>
 *  0 | type | code | checksum |
 * </pre>
 */
final class IcmpHeader {

    private static final int TYPE_AND_CODE_LENGTH = 2;

    private IcmpHeader() {}

    static Header read(Dissection packet) {
        if (packet.remaining() >= TYPE_AND_CODE_LENGTH) {
            packet.set(FlowField.ICMP_TYPE, packet.unsigned8(0));
            packet.set(FlowField.ICMP_CODE, packet.unsigned8(1));
        }
        return Header.NONE;
    }
}
