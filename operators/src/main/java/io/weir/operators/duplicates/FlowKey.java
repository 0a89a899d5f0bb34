package io.weir.operators.duplicates;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;

/**
 * One way of a flow, by what all observation points see alike: addresses, IP protocol, and ports
 * where the protocol has them. ICMP types are left out, since not all exporters tell them; VLANs
 * and VRFs are, since each hop has its own.
 *
 * <p>Set anew for each flow. Not thread-safe. Allocates nothing.
 */
final class FlowKey {

    private static final long PORT = 0xffff;
    private static final int SOURCE_PORT_SHIFT = 24;
    private static final int DESTINATION_PORT_SHIFT = 8;

    private static final long FIRST = 0x9e37_79b9_7f4a_7c15L;
    private static final long SECOND = 0xbf58_476d_1ce4_e5b9L;
    private static final long THIRD = 0x94d0_49bb_1331_11ebL;

    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;
    private long portsAndProtocol;
    private long conversationHash;

    /**
     * Takes what identifies this way of the flow.
     *
     * @return whether there is enough of it; if not, there is no key
     */
    boolean set(FlowBatch batch, int row, FlowDirection way) {
        FlowField source = way.source();
        FlowField destination = way.destination();
        if (!batch.has(FlowField.PROTOCOL, row)
                || !batch.has(source, row)
                || !batch.has(destination, row)) {
            return false;
        }
        long protocol = batch.get(FlowField.PROTOCOL, row) & 0xff;
        long sourcePort = 0;
        long destinationPort = 0;
        if (hasPorts((int) protocol)) {
            if (!batch.has(way.sourcePort(), row) || !batch.has(way.destinationPort(), row)) {
                return false;
            }
            sourcePort = batch.get(way.sourcePort(), row) & PORT;
            destinationPort = batch.get(way.destinationPort(), row) & PORT;
        }
        sourceHigh = batch.getHigh(source, row);
        sourceLow = batch.get(source, row);
        destinationHigh = batch.getHigh(destination, row);
        destinationLow = batch.get(destination, row);
        portsAndProtocol =
                sourcePort << SOURCE_PORT_SHIFT
                        | destinationPort << DESTINATION_PORT_SHIFT
                        | protocol;
        conversationHash =
                conversationHash(
                        sourceHigh, sourceLow, destinationHigh, destinationLow, portsAndProtocol);
        return true;
    }

    /** TCP, UDP, DCCP, SCTP, UDP-Lite. */
    private static boolean hasPorts(int protocol) {
        return switch (protocol) {
            case 6, 17, 33, 132, 136 -> true;
            default -> false;
        };
    }

    /** The same for both ways. It decides the bucket of a conversation, so it must not change. */
    static long conversationHash(
            long sourceHigh,
            long sourceLow,
            long destinationHigh,
            long destinationLow,
            long portsAndProtocol) {
        long sourcePort = portsAndProtocol >>> SOURCE_PORT_SHIFT & PORT;
        long destinationPort = portsAndProtocol >>> DESTINATION_PORT_SHIFT & PORT;
        return mix(
                end(sourceHigh, sourceLow, sourcePort)
                        + end(destinationHigh, destinationLow, destinationPort)
                        + (portsAndProtocol & 0xff));
    }

    private static long end(long high, long low, long port) {
        return mix(high * FIRST ^ Long.rotateLeft(low * SECOND, 17) ^ port * THIRD);
    }

    private static long mix(long bits) {
        long hash = (bits ^ bits >>> 32) * SECOND;
        hash = (hash ^ hash >>> 29) * THIRD;
        return hash ^ hash >>> 32;
    }

    /** 0 to {@link Buckets#COUNT} - 1, the same for both ways. */
    int bucket() {
        return (int) (conversationHash >>> (Long.SIZE - Buckets.BITS));
    }

    /** What tables look this way up by: its lower bits. The two ways lie side by side. */
    long conversationHash() {
        return conversationHash;
    }

    long sourceHigh() {
        return sourceHigh;
    }

    long sourceLow() {
        return sourceLow;
    }

    long destinationHigh() {
        return destinationHigh;
    }

    long destinationLow() {
        return destinationLow;
    }

    /** Source port, destination port, protocol, in the lower 40 bits. */
    long portsAndProtocol() {
        return portsAndProtocol;
    }
}
