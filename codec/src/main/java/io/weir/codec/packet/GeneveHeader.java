package io.weir.codec.packet;

/**
 * The header of Geneve (RFC 8926 §3.4).
 *
 * <pre>
 *  0 | version = 0 (2) | words of options (6) | O | C | reserved (6) | type of the payload |
 *  4 | network identifier (3) | reserved                                                   |
 *  8 | options
 * </pre>
 */
final class GeneveHeader {

    private static final int MIN_LENGTH = 8;
    private static final int VERSION_SHIFT = 6;
    private static final int OPTIONS_BITS = 0x3f;

    private GeneveHeader() {}

    static Header read(Dissection packet) {
        if (packet.remaining() < MIN_LENGTH || packet.unsigned8(0) >>> VERSION_SHIFT != 0) {
            return Header.NONE;
        }
        int optionsLength = (packet.unsigned8(0) & OPTIONS_BITS) * Integer.BYTES;
        int type = packet.unsigned16(2);
        packet.tunnel(IpProtocol.UDP, packet.unsigned32(4) >>> 8);
        packet.skip(MIN_LENGTH + optionsLength);
        return EtherType.next(type);
    }
}
