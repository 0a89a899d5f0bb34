package io.weir.codec.packet;

/**
 * The protocol field of PPP (RFC 1661 §2), which may be compressed to one byte, and may have the
 * address and control fields of HDLC-like framing before it (RFC 1662 §3.1).
 *
 * <pre>
 * | address = 0xff, control = 0x03: may be left out | protocol (1 or 2) |
 * </pre>
 */
final class PppHeader {

    private static final int ADDRESS_AND_CONTROL = 0xff03;
    private static final int IPV4 = 0x0021;
    private static final int IPV6 = 0x0057;
    private static final int MPLS = 0x0281;

    private PppHeader() {}

    static Header read(Dissection packet) {
        if (packet.remaining() >= 2 && packet.unsigned16(0) == ADDRESS_AND_CONTROL) {
            packet.skip(2);
        }
        if (packet.remaining() < 2) {
            return Header.NONE;
        }
        // The last byte of a protocol number is odd, its first one even (RFC 1661 §2).
        boolean compressed = (packet.unsigned8(0) & 1) != 0;
        int protocol = compressed ? packet.unsigned8(0) : packet.unsigned16(0);
        packet.skip(compressed ? 1 : 2);
        return switch (protocol) {
            case IPV4 -> Header.IPV4;
            case IPV6 -> Header.IPV6;
            case MPLS -> Header.MPLS;
            default -> Header.NONE;
        };
    }
}
