package io.weir.codec.sflow;

import io.weir.codec.IpAddress;
import io.weir.codec.encode.PacketWriter;
import io.weir.codec.encode.SflowWriter;
import io.weir.codec.encode.WireBuffer;
import io.weir.codec.session.SessionUnderTest;

/** Agents and packets for tests. */
public final class Samples {

    public static final int ETHERNET = 1;
    public static final int SUB_AGENT = 7;
    public static final IpAddress SOURCE = IpAddress.ofIpv4(0x0a00_0001L);
    public static final IpAddress DESTINATION = IpAddress.ofIpv4(0x0a00_0002L);
    public static final long SOURCE_MAC = 0x0200_0000_0001L;
    public static final long DESTINATION_MAC = 0x0200_0000_0002L;

    private static final int SEVERAL = 2;

    private Samples() {}

    /** A writer whose agent is the exporter of {@link SessionUnderTest}. */
    public static SflowWriter agent() {
        return new SflowWriter(SessionUnderTest.EXPORTER, SUB_AGENT);
    }

    /** The first 54 bytes of a TCP packet in an Ethernet frame. */
    public static byte[] tcpPacket() {
        return new PacketWriter()
                .ethernet(SOURCE_MAC, DESTINATION_MAC)
                .ipv4(SOURCE, DESTINATION)
                .tcp(51_000, 443, 0x12)
                .toBytes();
    }

    /** A flow sample with all records that are read, one without a header, and counters. */
    public static byte[] everything() {
        SflowWriter writer = agent().begin(60_000);
        writer.flowSample()
                .sequence(1)
                .source(0, 3)
                .sampling(100, 1_000, 2)
                .interfaces(3, 4)
                .record(1001, r -> r.uint32(10).uint32(1).uint32(20).uint32(2))
                .header(ETHERNET, 1_518, tcpPacket())
                .record(1002, r -> r.typedAddress(DESTINATION).uint32(24).uint32(16))
                .record(1003, Samples::gateway)
                .record(1004, r -> r.uint32(3).opaque(new byte[5]).uint32(3).opaque(new byte[2]))
                .record(1006, Samples::mpls)
                .record(1007, r -> r.typedAddress(SOURCE).typedAddress(DESTINATION))
                .record(1012, r -> r.uint32(1).uint32(0x8100_0005L))
                .record(1020, r -> r.uint32(40_000).uint32(8_443))
                .record(1029, r -> r.uint32(5_010))
                .record(4413L << 12 | 1, r -> r.uint64(1));
        writer.expandedFlowSample()
                .sequence(2)
                .source(0, 0x0100_0001L)
                .sampling(100, 1_100, 2)
                .input(0, 0x0100_0001L)
                .output(SEVERAL, 3)
                .record(2, r -> r.uint32(64).paddedMac(1).paddedMac(2).uint32(0x0800))
                .record(3, Samples::ipv4);
        writer.counterSample(9, 0, 3)
                .record(1, Samples::interfaceCounters)
                .record(2, r -> r.zeros(52))
                .record(1005, r -> r.opaque((byte) 'e', (byte) '0'));
        writer.expandedCounterSample(10, 1, 100)
                .record(5, r -> r.uint32(100).uint64(1_000).zeros(16))
                .record(1001, r -> r.uint32(1_000).uint32(900).uint32(800).uint64(4).uint64(2));
        return writer.toBytes();
    }

    static void gateway(WireBuffer record) {
        record.typedAddress(DESTINATION).uint32(65_000).uint32(65_001).uint32(65_002);
        record.uint32(2).uint32(2).uint32(2).uint32(65_010).uint32(65_011);
        record.uint32(1).uint32(1).uint32(65_012);
        record.uint32(2).uint32(1).uint32(2).uint32(100);
    }

    private static void mpls(WireBuffer record) {
        record.typedAddress(DESTINATION);
        record.uint32(2).uint32(100 << 12 | 64).uint32(200 << 12 | 0x140);
        record.uint32(1).uint32(300 << 12 | 0x140);
    }

    static void ipv4(WireBuffer record) {
        record.uint32(46).uint32(17).address(SOURCE).address(DESTINATION);
        record.uint32(1_000).uint32(53).uint32(0).uint32(0x28);
    }

    private static void interfaceCounters(WireBuffer record) {
        record.uint32(3).uint32(6).uint64(1_000_000_000L).uint32(1).uint32(3);
        record.uint64(-2L).uint32(11).uint32(12).uint32(13).uint32(14).uint32(15).uint32(16);
        record.uint64(20).uint32(21).uint32(22).uint32(23).uint32(24).uint32(25).uint32(2);
    }
}
