package io.weir.codec.encode;

/**
 * The last record of a NetFlow v5 datagram being written.
 *
 * <pre>
 *  0 srcaddr    4 dstaddr    8 nexthop    12 input     14 output
 * 16 dPkts     20 dOctets   24 First      28 Last      32 srcport  34 dstport
 * 36 pad1      37 tcp_flags 38 prot       39 tos       40 src_as   42 dst_as
 * 44 src_mask  45 dst_mask  46 pad2
 * </pre>
 *
 * <p>Addresses are IPv4 as 32 bits, times are milliseconds of the exporter's uptime.
 */
public final class NetflowV5Record {

    private static final int SOURCE = 0;
    private static final int DESTINATION = 4;
    private static final int NEXT_HOP = 8;
    private static final int INPUT = 12;
    private static final int OUTPUT = 14;
    private static final int PACKETS = 16;
    private static final int OCTETS = 20;
    private static final int FIRST = 24;
    private static final int LAST = 28;
    private static final int SOURCE_PORT = 32;
    private static final int DESTINATION_PORT = 34;
    private static final int TCP_FLAGS = 37;
    private static final int PROTOCOL = 38;
    private static final int TOS = 39;
    private static final int SOURCE_AS = 40;
    private static final int DESTINATION_AS = 42;
    private static final int SOURCE_MASK = 44;
    private static final int DESTINATION_MASK = 45;

    private final WireBuffer buffer;
    private int start;

    NetflowV5Record(WireBuffer buffer) {
        this.buffer = buffer;
    }

    void append() {
        start = buffer.length();
        buffer.zeros(NetflowV5Writer.RECORD_LENGTH);
    }

    public NetflowV5Record addresses(long source, long destination) {
        buffer.setUint32(start + SOURCE, source);
        buffer.setUint32(start + DESTINATION, destination);
        return this;
    }

    public NetflowV5Record nextHop(long address) {
        buffer.setUint32(start + NEXT_HOP, address);
        return this;
    }

    /** SNMP indices, 16 bits. */
    public NetflowV5Record interfaces(int input, int output) {
        buffer.setUint16(start + INPUT, input);
        buffer.setUint16(start + OUTPUT, output);
        return this;
    }

    public NetflowV5Record packets(long packets) {
        buffer.setUint32(start + PACKETS, packets);
        return this;
    }

    /** Octets of the packets from layer 3 on. */
    public NetflowV5Record octets(long octets) {
        buffer.setUint32(start + OCTETS, octets);
        return this;
    }

    public NetflowV5Record uptimes(long firstMillis, long lastMillis) {
        buffer.setUint32(start + FIRST, firstMillis);
        buffer.setUint32(start + LAST, lastMillis);
        return this;
    }

    /** For ICMP the source port is 0 and the destination port is type * 256 + code. */
    public NetflowV5Record ports(int source, int destination) {
        buffer.setUint16(start + SOURCE_PORT, source);
        buffer.setUint16(start + DESTINATION_PORT, destination);
        return this;
    }

    public NetflowV5Record tcpFlags(int flags) {
        buffer.setUint8(start + TCP_FLAGS, flags);
        return this;
    }

    /** IANA protocol number. */
    public NetflowV5Record protocol(int protocol) {
        buffer.setUint8(start + PROTOCOL, protocol);
        return this;
    }

    public NetflowV5Record tos(int tos) {
        buffer.setUint8(start + TOS, tos);
        return this;
    }

    /** Autonomous systems, 16 bits. */
    public NetflowV5Record autonomousSystems(int source, int destination) {
        buffer.setUint16(start + SOURCE_AS, source);
        buffer.setUint16(start + DESTINATION_AS, destination);
        return this;
    }

    /** Prefix lengths, 0 to 32. */
    public NetflowV5Record prefixLengths(int source, int destination) {
        buffer.setUint8(start + SOURCE_MASK, source);
        buffer.setUint8(start + DESTINATION_MASK, destination);
        return this;
    }
}
