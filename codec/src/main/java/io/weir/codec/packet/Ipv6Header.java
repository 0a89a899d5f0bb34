package io.weir.codec.packet;

import io.weir.codec.flow.FlowField;

/**
 * The header of IPv6 (RFC 8200 §3).
 *
 * <pre>
 *  0 | version = 6 (4) | traffic class (8) | flow label (20) |
 *  4 | payload length | next header | hop limit              |
 *  8 | source address (16)                                   |
 * 24 | destination address (16)                              |
 * </pre>
 */
final class Ipv6Header {

    private static final int LENGTH = 40;
    private static final int TRAFFIC_CLASS_SHIFT = 20;
    private static final int FLOW_LABEL_BITS = 0x000f_ffff;

    private Ipv6Header() {}

    static Header read(Dissection packet) {
        if (packet.remaining() < LENGTH || IpVersion.of(packet) != IpVersion.IPV6) {
            return Header.NONE;
        }
        packet.beginNetwork();
        long first = packet.unsigned32(0);
        int payloadLength = packet.unsigned16(4);
        // The length of a jumbogram is 0, and stands in an option (RFC 2675).
        if (payloadLength != 0) {
            packet.limit(LENGTH + payloadLength);
        }
        packet.set(FlowField.IP_VERSION, IpVersion.IPV6);
        packet.set(FlowField.TOS, first >>> TRAFFIC_CLASS_SHIFT & 0xff);
        packet.set(FlowField.IPV6_FLOW_LABEL, first & FLOW_LABEL_BITS);
        packet.set(FlowField.MIN_TTL, packet.unsigned8(7));
        packet.set(FlowField.MAX_TTL, packet.unsigned8(7));
        packet.setIpv6(FlowField.SOURCE_ADDRESS, 8);
        packet.setIpv6(FlowField.DESTINATION_ADDRESS, 24);
        int nextHeader = packet.unsigned8(6);
        packet.skip(LENGTH);
        return IpProtocol.readNextHeader(packet, nextHeader);
    }
}
