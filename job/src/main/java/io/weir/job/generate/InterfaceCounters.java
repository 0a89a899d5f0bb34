package io.weir.job.generate;

import io.weir.codec.encode.WireBuffer;
import java.util.Arrays;

/**
 * The counters of the interfaces of a switch: octets and packets in and out since its start, as
 * sFlow exports them ("if_counters").
 */
final class InterfaceCounters {

    /** Data format of the record: generic interface counters. */
    static final int GENERIC = 1;

    private static final int ETHERNET_CSMACD = 6;
    private static final int FULL_DUPLEX = 1;

    /** Administratively and operationally up. */
    private static final int UP = 3;

    private static final int COUNT = RouterInterface.values().length + 1;

    private final long[] inOctets = new long[COUNT];
    private final long[] inPackets = new long[COUNT];
    private final long[] outOctets = new long[COUNT];
    private final long[] outPackets = new long[COUNT];

    /** Counts a flow where it comes in and where it goes out. */
    void count(SimulatedFlow flow) {
        int in = flow.source().interfaceIndex();
        int out = flow.destination().interfaceIndex();
        inOctets[in] += flow.octets();
        inPackets[in] += flow.packets();
        outOctets[out] += flow.octets();
        outPackets[out] += flow.packets();
    }

    void clear() {
        Arrays.fill(inOctets, 0);
        Arrays.fill(inPackets, 0);
        Arrays.fill(outOctets, 0);
        Arrays.fill(outPackets, 0);
    }

    void write(RouterInterface of, WireBuffer to) {
        int index = of.index();
        to.uint32(index).uint32(ETHERNET_CSMACD).uint64(RouterInterface.BITS_PER_SECOND);
        to.uint32(FULL_DUPLEX).uint32(UP);
        to.uint64(inOctets[index]).uint32(inPackets[index]).zeros(5 * Integer.BYTES);
        to.uint64(outOctets[index]).uint32(outPackets[index]).zeros(4 * Integer.BYTES);
        to.uint32(0);
    }
}
