package io.weir.codec.packet;

/**
 * An extension header of IPv6 with options or a route (RFC 8200 §4.3, 4.4, 4.6), that of segment
 * routing among them (RFC 8754).
 *
 * <pre>
 *  0 | next header | 8 octets beyond the first 8 | data
 * </pre>
 */
final class Ipv6Extension {

    private static final int MIN_LENGTH = 8;

    private Ipv6Extension() {}

    static Header read(Dissection packet) {
        if (packet.remaining() < MIN_LENGTH) {
            return Header.NONE;
        }
        int nextHeader = packet.unsigned8(0);
        packet.skip(MIN_LENGTH + packet.unsigned8(1) * 8);
        return IpProtocol.readNextHeader(packet, nextHeader);
    }
}
