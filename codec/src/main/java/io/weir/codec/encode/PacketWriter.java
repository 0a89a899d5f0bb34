package io.weir.codec.encode;

import io.weir.codec.IpAddress;

/**
 * Writes packets header by header, from the outermost on. The type, protocol and length fields of
 * each header are set by what follows it; checksums are left 0.
 *
 * <pre>{@code
 * byte[] packet =
 *         new PacketWriter()
 *                 .ethernet(0x0200_0000_0001L, 0x0200_0000_0002L)
 *                 .vlan(100)
 *                 .ipv4(source, destination)
 *                 .tcp(51_000, 443, 0x18)
 *                 .payload(100)
 *                 .toBytes();
 * }</pre>
 *
 * <p>Not thread-safe.
 */
public final class PacketWriter {

    public static final int VLAN = 0x8100;
    public static final int SERVICE_VLAN = 0x88a8;

    /** Where the type of the next header is to be written, and in which numbers. */
    private enum Slot {
        NONE,
        ETHERTYPE,
        IP_PROTOCOL,
        PPP_PROTOCOL
    }

    private static final int MAX_LENGTHS = 32;
    private static final int DEFAULT_TTL = 64;
    private static final int TCP_WORDS = 5;

    private final WireBuffer buffer = new WireBuffer();

    private Slot slot = Slot.NONE;
    private int slotAt;
    private int ipAt;
    private boolean ipv6;

    private final int[] lengthAt = new int[MAX_LENGTHS];
    private final int[] countedFrom = new int[MAX_LENGTHS];
    private int lengths;

    /** Starts a packet; the one before is gone. */
    public PacketWriter begin() {
        buffer.clear();
        slot = Slot.NONE;
        lengths = 0;
        return this;
    }

    /** MAC addresses of 48 bits. */
    public PacketWriter ethernet(long source, long destination) {
        follow(0x6558, 143, 0x0031);
        buffer.uint(destination, 6).uint(source, 6);
        return ethertypeFollows();
    }

    /** An Ethernet frame with a length in place of a type, and the type in LLC and SNAP. */
    public PacketWriter ethernetSnap(long source, long destination) {
        follow(0x6558, 143, 0x0031);
        buffer.uint(destination, 6).uint(source, 6);
        countLength(buffer.length(), buffer.length() + 2);
        buffer.uint16(0).uint16(0xaaaa).uint8(3).uint(0, 3);
        return ethertypeFollows();
    }

    public PacketWriter vlan(int id) {
        return vlan(VLAN, 0, id);
    }

    /**
     * A VLAN tag.
     *
     * @param type of the tag, such as {@link #VLAN} or {@link #SERVICE_VLAN}
     */
    public PacketWriter vlan(int type, int priority, int id) {
        follow(type, -1, -1);
        buffer.uint16(priority << 13 | id);
        return ethertypeFollows();
    }

    /** A stack of labels, from the top; what follows has no type. */
    public PacketWriter mpls(int... labels) {
        follow(0x8847, 137, 0x0281);
        for (int i = 0; i < labels.length; i++) {
            boolean last = i == labels.length - 1;
            buffer.uint32((long) labels[i] << 12 | (last ? 0x100 : 0) | DEFAULT_TTL);
        }
        return nothingFollows();
    }

    /** The control word of a pseudowire, below a label stack. */
    public PacketWriter controlWord() {
        buffer.uint32(0);
        return nothingFollows();
    }

    public PacketWriter pppoe(int session) {
        follow(0x8864, -1, -1);
        buffer.uint16(0x1100).uint16(session);
        countLength(buffer.length(), buffer.length() + 2);
        buffer.uint16(0);
        return ppp();
    }

    /** The protocol field of PPP. */
    public PacketWriter ppp() {
        follow(0x880b, -1, -1);
        slot = Slot.PPP_PROTOCOL;
        slotAt = buffer.length();
        buffer.uint16(0);
        return this;
    }

    public PacketWriter ipv4(IpAddress source, IpAddress destination) {
        return ipv4(source, destination, new byte[0]);
    }

    /**
     * IPv4 with options.
     *
     * @param options a multiple of four bytes
     */
    public PacketWriter ipv4(IpAddress source, IpAddress destination, byte... options) {
        follow(0x0800, 4, 0x0021);
        ipAt = buffer.length();
        ipv6 = false;
        countLength(ipAt + 2, ipAt);
        buffer.uint8(0x45 + options.length / 4).uint8(0).uint16(0).uint32(0);
        buffer.uint8(DEFAULT_TTL);
        slot = Slot.IP_PROTOCOL;
        slotAt = buffer.length();
        buffer.uint8(59).uint16(0).address(source).address(destination).bytes(options);
        return this;
    }

    /** Makes the last IPv4 header that of a fragment; the offset in units of 8 octets. */
    public PacketWriter fragment(int identification, int offset, boolean more) {
        buffer.setUint16(ipAt + 4, identification);
        buffer.setUint16(ipAt + 6, offset | (more ? 0x2000 : 0));
        return this;
    }

    public PacketWriter ipv6(IpAddress source, IpAddress destination) {
        follow(0x86dd, 41, 0x0057);
        ipAt = buffer.length();
        ipv6 = true;
        countLength(ipAt + 4, ipAt + 40);
        buffer.uint32(6L << 28).uint16(0);
        slot = Slot.IP_PROTOCOL;
        slotAt = buffer.length();
        buffer.uint8(59).uint8(DEFAULT_TTL).address(source).address(destination);
        return this;
    }

    /**
     * Sets type of service or traffic class, and time to live or hop limit, of the last IP header.
     */
    public PacketWriter service(int tos, int ttl) {
        if (ipv6) {
            buffer.setUint16(ipAt, 6 << 12 | tos << 4);
            buffer.setUint8(ipAt + 7, ttl);
        } else {
            buffer.setUint8(ipAt + 1, tos);
            buffer.setUint8(ipAt + 8, ttl);
        }
        return this;
    }

    /**
     * An extension header of IPv6 filled with a padding option.
     *
     * @param type 0 hop by hop, 43 routing, 60 destination options
     * @param units of 8 octets, 1 to 32
     */
    public PacketWriter ipv6Extension(int type, int units) {
        follow(-1, type, -1);
        protocolFollows();
        buffer.uint8(units - 1);
        int padding = units * 8 - 4;
        return type == 43 ? zeros(padding + 2) : bytes((byte) 1, (byte) padding).zeros(padding);
    }

    /**
     * A routing header of IPv6 for segment routing (RFC 8754) by these segments, the last first.
     */
    public PacketWriter segmentRouting(IpAddress... segments) {
        follow(-1, 43, -1);
        protocolFollows();
        buffer.uint8(2L * segments.length).uint8(4).uint8(segments.length - 1);
        buffer.uint8(segments.length - 1).uint8(0).uint16(0);
        for (IpAddress segment : segments) {
            buffer.address(segment);
        }
        return this;
    }

    /** The offset in units of 8 octets. */
    public PacketWriter ipv6Fragment(long identification, int offset, boolean more) {
        follow(-1, 44, -1);
        protocolFollows();
        buffer.uint8(0).uint16(offset << 3 | (more ? 1 : 0)).uint32(identification);
        return this;
    }

    /** An authentication header with a check value of 12 bytes. */
    public PacketWriter authentication() {
        follow(-1, 51, -1);
        protocolFollows();
        buffer.uint8(4).uint16(0).uint32(1).uint32(1).zeros(12);
        return this;
    }

    /**
     * TCP.
     *
     * @param flags the 12 bits from the reserved ones on
     */
    public PacketWriter tcp(int sourcePort, int destinationPort, int flags) {
        follow(-1, 6, -1);
        buffer.uint16(sourcePort).uint16(destinationPort).uint32(1).uint32(0);
        buffer.uint16(TCP_WORDS << 12 | flags).uint16(65_535).uint32(0);
        return nothingFollows();
    }

    public PacketWriter udp(int sourcePort, int destinationPort) {
        follow(-1, 17, -1);
        int start = buffer.length();
        countLength(start + 4, start);
        buffer.uint16(sourcePort).uint16(destinationPort).uint32(0);
        return nothingFollows();
    }

    public PacketWriter sctp(int sourcePort, int destinationPort) {
        follow(-1, 132, -1);
        buffer.uint16(sourcePort).uint16(destinationPort).uint64(0);
        return nothingFollows();
    }

    /** ICMP, or ICMPv6 in an IPv6 packet. */
    public PacketWriter icmp(int type, int code) {
        follow(-1, ipv6 ? 58 : 1, -1);
        buffer.uint8(type).uint8(code).uint16(0).uint32(0);
        return nothingFollows();
    }

    public PacketWriter gre() {
        return gre(0);
    }

    public PacketWriter greWithKey(long key) {
        gre(0x2000);
        buffer.uint32(key);
        return this;
    }

    /** GRE with a checksum, a key and a sequence number. */
    public PacketWriter greWithAll(long key, long sequence) {
        gre(0xb000);
        buffer.uint32(0).uint32(key).uint32(sequence);
        return this;
    }

    private PacketWriter gre(int flags) {
        follow(-1, 47, -1);
        buffer.uint16(flags);
        return ethertypeFollows();
    }

    /** UDP to the port of VXLAN, and its header. */
    public PacketWriter vxlan(int sourcePort, int networkIdentifier) {
        udp(sourcePort, 4789);
        buffer.uint32(0x0800_0000).uint32((long) networkIdentifier << 8);
        return nothingFollows();
    }

    /**
     * UDP to the port of Geneve, and its header.
     *
     * @param options a multiple of four bytes
     */
    public PacketWriter geneve(int sourcePort, int networkIdentifier, byte... options) {
        udp(sourcePort, 6081);
        buffer.uint8(options.length / 4).uint8(0);
        ethertypeFollows();
        buffer.uint32((long) networkIdentifier << 8).bytes(options);
        return this;
    }

    /** Adds octets that are no header. */
    public PacketWriter payload(int octets) {
        return zeros(octets);
    }

    /** Adds any bytes. */
    public PacketWriter bytes(byte... content) {
        buffer.bytes(content);
        return this;
    }

    /** Completes the packet: sets its lengths. */
    public WireBuffer finish() {
        for (int i = 0; i < lengths; i++) {
            buffer.setUint16(lengthAt[i], buffer.length() - countedFrom[i]);
        }
        return buffer;
    }

    /** Completes the packet and copies it. */
    public byte[] toBytes() {
        return finish().toBytes();
    }

    private PacketWriter zeros(int count) {
        buffer.zeros(count);
        return this;
    }

    /** Says in the header before what follows it; where it cannot, the field stays as it is. */
    private void follow(int ethertype, int ipProtocol, int pppProtocol) {
        switch (slot) {
            case ETHERTYPE -> buffer.setUint16(slotAt, ethertype);
            case IP_PROTOCOL -> buffer.setUint8(slotAt, ipProtocol);
            case PPP_PROTOCOL -> buffer.setUint16(slotAt, pppProtocol);
            case NONE -> {
                // The packet starts here, or has no such field.
            }
        }
        slot = Slot.NONE;
    }

    private PacketWriter ethertypeFollows() {
        slot = Slot.ETHERTYPE;
        slotAt = buffer.length();
        return zeros(2);
    }

    private void protocolFollows() {
        slot = Slot.IP_PROTOCOL;
        slotAt = buffer.length();
        buffer.uint8(59);
    }

    private PacketWriter nothingFollows() {
        slot = Slot.NONE;
        return this;
    }

    private void countLength(int at, int from) {
        lengthAt[lengths] = at;
        countedFrom[lengths] = from;
        lengths++;
    }
}
