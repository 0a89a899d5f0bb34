package io.weir.codec.packet;

import io.weir.codec.flow.FlowField;

/**
 * The fragment header of IPv6 (RFC 8200 §4.5).
 *
 * <pre>
 *  0 | next header | reserved | fragment offset (13) | reserved (2) | more (1) |
 *  4 | identification                                                          |
 * </pre>
 */
final class Ipv6Fragment {

    private static final int LENGTH = 8;
    private static final int OFFSET_SHIFT = 3;

    /** More fragments, as IANA element 197, fragmentFlags, has it. */
    private static final int MORE_FRAGMENTS = 0x20;

    private Ipv6Fragment() {}

    static Header read(Dissection packet) {
        if (packet.remaining() < LENGTH) {
            return Header.NONE;
        }
        int nextHeader = packet.unsigned8(0);
        int fragment = packet.unsigned16(2);
        int offset = fragment >>> OFFSET_SHIFT;
        packet.set(FlowField.FRAGMENT_OFFSET, offset);
        packet.set(FlowField.FRAGMENT_FLAGS, (fragment & 1) != 0 ? MORE_FRAGMENTS : 0);
        packet.set(FlowField.FRAGMENT_ID, packet.unsigned32(4));
        packet.skip(LENGTH);
        if (offset != 0) {
            packet.set(FlowField.PROTOCOL, nextHeader);
            return Header.NONE;
        }
        return IpProtocol.readNextHeader(packet, nextHeader);
    }
}
