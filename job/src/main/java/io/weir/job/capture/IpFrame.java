package io.weir.job.capture;

import io.weir.codec.IpAddress;
import java.nio.ByteBuffer;

/**
 * Builds Ethernet frames that carry one IPv4 or IPv6 packet, with right lengths and checksums.
 *
 * <pre>
 * | Ethernet II, 14 bytes | IPv4, 20 bytes (RFC 791) or IPv6, 40 bytes (RFC 8200) | segment |
 * </pre>
 *
 * <p>The Ethernet addresses are locally administered ones and always the same.
 */
public final class IpFrame {

    public static final int ICMP = 1;
    public static final int TCP = 6;
    public static final int UDP = 17;
    public static final int ICMPV6 = 58;

    static final int ETHERNET_HEADER = 14;
    static final int IPV4_HEADER = 20;
    static final int IPV6_HEADER = 40;
    static final int UDP_HEADER = 8;

    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final int ETHERTYPE_IPV6 = 0x86dd;
    private static final int HOP_LIMIT = 64;
    private static final int DONT_FRAGMENT = 0x4000;
    private static final int MAX_IP_LENGTH = 65_535;
    private static final byte[] MAC_ADDRESSES = {2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1};

    private IpFrame() {}

    /**
     * A frame with one UDP datagram (RFC 768).
     *
     * @throws IllegalArgumentException if the addresses are of two families or the payload is
     *     longer than a datagram can be (65,507 bytes over IPv4, 65,527 over IPv6)
     */
    public static byte[] udp(
            IpAddress source,
            int sourcePort,
            IpAddress destination,
            int destinationPort,
            byte[] payload,
            int offset,
            int length) {
        int udpLength = UDP_HEADER + length;
        checkLength(udpLength, source);
        ByteBuffer segment =
                ByteBuffer.allocate(udpLength)
                        .putShort((short) sourcePort)
                        .putShort((short) destinationPort)
                        .putShort((short) udpLength)
                        .putShort((short) 0)
                        .put(payload, offset, length);
        return of(source, destination, UDP, segment.array());
    }

    /**
     * A frame with one transport segment, header first. The checksum of TCP, UDP, ICMP and ICMPv6
     * is computed and written into the frame; the segment is not changed.
     *
     * @param protocol the IP protocol number of the segment, for example {@link #TCP}
     * @param segment transport header and payload, its checksum field zero
     * @throws IllegalArgumentException if the addresses are of two families or the segment is
     *     longer than an IP packet can carry
     */
    public static byte[] of(IpAddress source, IpAddress destination, int protocol, byte[] segment) {
        if (source.isIpv4() != destination.isIpv4()) {
            throw new IllegalArgumentException(
                    "One packet goes from " + source + " to " + destination + ": two families.");
        }
        checkLength(segment.length, source);
        byte[] from = source.toBytes();
        byte[] to = destination.toBytes();
        int header = ETHERNET_HEADER + (source.isIpv4() ? IPV4_HEADER : IPV6_HEADER);
        byte[] bytes = new byte[header + segment.length];
        ByteBuffer frame = ByteBuffer.wrap(bytes).put(MAC_ADDRESSES);
        if (source.isIpv4()) {
            putIpv4Header(frame, from, to, protocol, segment.length);
        } else {
            putIpv6Header(frame, from, to, protocol, segment.length);
        }
        frame.put(segment);
        putTransportChecksum(frame, header, from, to, protocol, segment);
        return bytes;
    }

    private static void checkLength(int segmentLength, IpAddress source) {
        int limit = source.isIpv4() ? MAX_IP_LENGTH - IPV4_HEADER : MAX_IP_LENGTH;
        if (segmentLength > limit) {
            throw new IllegalArgumentException(
                    "A segment of "
                            + segmentLength
                            + " bytes does not fit into one IP packet, which carries at most "
                            + limit
                            + ".");
        }
    }

    private static void putIpv4Header(
            ByteBuffer frame, byte[] from, byte[] to, int protocol, int length) {
        frame.putShort((short) ETHERTYPE_IPV4)
                .put((byte) 0x45)
                .put((byte) 0)
                .putShort((short) (IPV4_HEADER + length))
                .putShort((short) 0)
                .putShort((short) DONT_FRAGMENT)
                .put((byte) HOP_LIMIT)
                .put((byte) protocol)
                .putShort((short) 0)
                .put(from)
                .put(to);
        byte[] header = new byte[IPV4_HEADER];
        frame.get(ETHERNET_HEADER, header);
        int checksum = new InternetChecksum().add(header, 0, header.length).value();
        frame.putShort(ETHERNET_HEADER + 10, (short) checksum);
    }

    private static void putIpv6Header(
            ByteBuffer frame, byte[] from, byte[] to, int protocol, int length) {
        frame.putShort((short) ETHERTYPE_IPV6)
                .putInt(0x6000_0000)
                .putShort((short) length)
                .put((byte) protocol)
                .put((byte) HOP_LIMIT)
                .put(from)
                .put(to);
    }

    private static void putTransportChecksum(
            ByteBuffer frame, int at, byte[] from, byte[] to, int protocol, byte[] segment) {
        int field =
                switch (protocol) {
                    case ICMP, ICMPV6 -> 2;
                    case TCP -> 16;
                    case UDP -> 6;
                    default -> -1;
                };
        if (field < 0) {
            return;
        }
        InternetChecksum checksum = new InternetChecksum().add(segment, 0, segment.length);
        if (protocol != ICMP) {
            checksum.add(from, 0, from.length)
                    .add(to, 0, to.length)
                    .add(segment.length)
                    .add(protocol);
        }
        int value = checksum.value();
        // RFC 768: zero says that there is no checksum.
        frame.putShort(at + field, (short) (protocol == UDP && value == 0 ? 0xffff : value));
    }
}
