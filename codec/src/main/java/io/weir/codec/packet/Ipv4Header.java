package io.weir.codec.packet;

import io.weir.codec.flow.FlowField;

/**
 * The header of IPv4 (RFC 791 §3.1).
 *
 * <pre>
 *  0 | version = 4 (4) | words of header (4) | type of service | total length |
 *  4 | identification                        | flags (3) | fragment offset    |
 *  8 | time to live | protocol               | checksum                       |
 * 12 | source address                                                         |
 * 16 | destination address                                                    |
 * 20 | options
 * </pre>
 */
final class Ipv4Header {

    private static final int MIN_LENGTH = 20;
    private static final int FLAGS_SHIFT = 13;

    /** Where the flags are in IANA element 197, fragmentFlags: the top of an octet. */
    private static final int FLAGS_IN_OCTET_SHIFT = 5;

    private static final int FRAGMENT_OFFSET_BITS = 0x1fff;
    private static final int MORE_FRAGMENTS = 0x2000;

    private Ipv4Header() {}

    static Header read(Dissection packet) {
        if (packet.remaining() < MIN_LENGTH || IpVersion.of(packet) != IpVersion.IPV4) {
            return Header.NONE;
        }
        int length = (packet.unsigned8(0) & 0xf) * Integer.BYTES;
        if (length < MIN_LENGTH) {
            return Header.NONE;
        }
        packet.beginNetwork();
        int totalLength = packet.unsigned16(2);
        // Of a packet that its host leaves to the network card to segment, the length is 0.
        if (totalLength >= length) {
            packet.limit(totalLength);
        }
        packet.set(FlowField.IP_VERSION, IpVersion.IPV4);
        packet.set(FlowField.TOS, packet.unsigned8(1));
        packet.set(FlowField.MIN_TTL, packet.unsigned8(8));
        packet.set(FlowField.MAX_TTL, packet.unsigned8(8));
        packet.setIpv4(FlowField.SOURCE_ADDRESS, 12);
        packet.setIpv4(FlowField.DESTINATION_ADDRESS, 16);
        int protocol = packet.unsigned8(9);
        int fragment = packet.unsigned16(6);
        readFragment(packet, packet.unsigned16(4), fragment);
        packet.skip(length);
        if ((fragment & FRAGMENT_OFFSET_BITS) != 0) {
            packet.set(FlowField.PROTOCOL, protocol);
            return Header.NONE;
        }
        return IpProtocol.read(packet, protocol);
    }

    private static void readFragment(Dissection packet, int identification, int fragment) {
        if ((fragment & (FRAGMENT_OFFSET_BITS | MORE_FRAGMENTS)) != 0) {
            packet.set(FlowField.FRAGMENT_OFFSET, fragment & FRAGMENT_OFFSET_BITS);
        }
        packet.set(FlowField.FRAGMENT_ID, identification);
        packet.set(FlowField.FRAGMENT_FLAGS, fragment >>> FLAGS_SHIFT << FLAGS_IN_OCTET_SHIFT);
    }
}
