package io.weir.codec.packet;

/**
 * The IP authentication header (RFC 4302 §2), which is an extension header in IPv6.
 *
 * <pre>
 *  0 | next header | words of 4 octets beyond the first 2 | reserved |
 *  4 | security parameters, sequence, check value
 * </pre>
 */
final class Ipv6Authentication {

    private static final int MIN_LENGTH = 8;

    private Ipv6Authentication() {}

    static Header read(Dissection packet) {
        if (packet.remaining() < MIN_LENGTH) {
            return Header.NONE;
        }
        int nextHeader = packet.unsigned8(0);
        packet.skip(MIN_LENGTH + packet.unsigned8(1) * Integer.BYTES);
        return IpProtocol.readNextHeader(packet, nextHeader);
    }
}
