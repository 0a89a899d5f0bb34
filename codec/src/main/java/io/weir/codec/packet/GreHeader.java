package io.weir.codec.packet;

/**
 * The header of GRE (RFC 2784 §2, RFC 2890 §2), and of its version 1 in PPTP (RFC 2637 §4.1).
 *
 * <pre>
 *  0 | C | routing | K | S | reserved (8) | A | version (3) | type of the payload |
 *  4 | checksum, reserved: if C or routing           |
 *    | key: if K                                     |
 *    | sequence number: if S                         |
 *    | acknowledgment number: if A, of version 1     |
 * </pre>
 */
final class GreHeader {

    private static final int MIN_LENGTH = 4;
    private static final int OPTION_LENGTH = 4;
    private static final int CHECKSUM = 0x8000;

    /** Of RFC 1701; a packet with a route to follow is not read further. */
    private static final int ROUTING = 0x4000;

    private static final int KEY = 0x2000;
    private static final int SEQUENCE = 0x1000;
    private static final int ACKNOWLEDGMENT = 0x0080;
    private static final int VERSION = 0x0007;
    private static final int PPTP = 1;

    private GreHeader() {}

    static Header read(Dissection packet) {
        if (packet.remaining() < MIN_LENGTH) {
            return Header.NONE;
        }
        int flags = packet.unsigned16(0);
        int version = flags & VERSION;
        if ((flags & ROUTING) != 0 || version > PPTP) {
            return Header.NONE;
        }
        int type = packet.unsigned16(2);
        packet.skip(MIN_LENGTH);
        if ((flags & CHECKSUM) != 0) {
            packet.skip(OPTION_LENGTH);
        }
        readKey(packet, flags);
        if ((flags & SEQUENCE) != 0) {
            packet.skip(OPTION_LENGTH);
        }
        if (version == PPTP && (flags & ACKNOWLEDGMENT) != 0) {
            packet.skip(OPTION_LENGTH);
        }
        return EtherType.next(type);
    }

    private static void readKey(Dissection packet, int flags) {
        if ((flags & KEY) == 0) {
            packet.tunnel(IpProtocol.GRE);
        } else if (packet.remaining() >= OPTION_LENGTH) {
            packet.tunnel(IpProtocol.GRE, packet.unsigned32(0));
            packet.skip(OPTION_LENGTH);
        } else {
            packet.skip(OPTION_LENGTH);
        }
    }
}
