package io.weir.codec.packet;

/**
 * The header of VXLAN (RFC 7348 §5).
 *
 * <pre>
 *  0 | flags = 0x08 | reserved (3)         |
 *  4 | network identifier (3) | reserved   |
 * </pre>
 */
final class VxlanHeader {

    private static final int LENGTH = 8;
    private static final int VALID_IDENTIFIER = 0x08;

    private VxlanHeader() {}

    static Header read(Dissection packet) {
        if (packet.remaining() < LENGTH || (packet.unsigned8(0) & VALID_IDENTIFIER) == 0) {
            return Header.NONE;
        }
        packet.tunnel(IpProtocol.UDP, packet.unsigned32(4) >>> 8);
        packet.skip(LENGTH);
        return Header.ETHERNET;
    }
}
