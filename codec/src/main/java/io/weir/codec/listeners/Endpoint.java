package io.weir.codec.listeners;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;

/**
 * One side of a flow: address, transport protocol and port. One object is filled again and again.
 *
 * <p>It is known by 64 bits. Two of the 16,384 that an exporter may have are the same with a
 * probability of 10^-11. Keys are stored in state: how they are made must not change.
 */
final class Endpoint {

    private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;

    private static final long SPREAD = 0xd6e8_feb8_6659_fd93L;

    private final FlowField address;
    private final FlowField portField;

    /** Never 0. */
    long key;

    /** A hash of the address alone; its highest bits are good. */
    long addressHash;

    int port;

    private Endpoint(FlowField address, FlowField portField) {
        this.address = address;
        this.portField = portField;
    }

    static Endpoint source() {
        return new Endpoint(FlowField.SOURCE_ADDRESS, FlowField.SOURCE_PORT);
    }

    static Endpoint destination() {
        return new Endpoint(FlowField.DESTINATION_ADDRESS, FlowField.DESTINATION_PORT);
    }

    /** Reads a flow that has addresses and ports. */
    void read(FlowBatch batch, int row, long protocol) {
        port = (int) batch.get(portField, row);
        addressHash = ((batch.getHigh(address, row) * GOLDEN) ^ batch.get(address, row)) * SPREAD;
        key =
                mix(
                        (addressHash ^ (addressHash >>> 32))
                                + ((protocol << Short.SIZE) | port) * GOLDEN);
        if (key == 0) {
            key = 1;
        }
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d0_49bb_1331_11ebL;
        return mixed ^ (mixed >>> 31);
    }
}
