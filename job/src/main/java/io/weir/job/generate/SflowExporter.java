package io.weir.job.generate;

import io.weir.codec.encode.FlowSampleWriter;
import io.weir.codec.encode.PacketWriter;
import io.weir.codec.encode.SflowWriter;
import io.weir.codec.encode.WireBuffer;

/**
 * A switch that samples one packet in {@value #SAMPLING_RATE} and exports it by sFlow v5: one of
 * each flow. Its agent has the address of the exporter; its sub-agent is its site, from 1.
 */
final class SflowExporter extends SimulatedExporter {

    static final int SAMPLING_RATE = 128;

    private static final int ETHERNET = 1;
    private static final int ETHERNET_HEADER_AND_FCS = 18;
    private static final int MIN_FRAME = 64;
    private static final int EXTENDED_SWITCH = 1001;
    private static final int EXTENDED_ROUTER = 1002;

    /** The first byte of a MAC address that is administered locally. */
    private static final long LOCAL_MAC = 0x02L << 40;

    /** A sample with headers of IPv6 and TCP and both records, and then some. */
    private static final int MAX_SAMPLE = 224;

    private final SflowWriter writer;
    private final PacketWriter packet = new PacketWriter();
    private long samples;

    SflowExporter(int site, long startMillis, DatagramSink sink, ExportCounters counters) {
        super(site, startMillis, sink, counters);
        writer = new SflowWriter(AddressPlan.exporter(site), site + 1L);
    }

    @Override
    void begin(long nowMicros) {
        writer.begin(0);
    }

    @Override
    boolean fits(SimulatedFlow flow) {
        return writer.length() + MAX_SAMPLE <= MAX_PAYLOAD;
    }

    @Override
    void append(SimulatedFlow flow) {
        samples++;
        Host source = flow.source();
        Host destination = flow.destination();
        WireBuffer header = header(flow);
        long frame = flow.octets() / flow.packets() + ETHERNET_HEADER_AND_FCS;
        FlowSampleWriter sample = writer.flowSample();
        sample.sequence(samples)
                .source(0, source.interfaceIndex())
                .sampling(SAMPLING_RATE, samples * SAMPLING_RATE, 0)
                .interfaces(source.interfaceIndex(), destination.interfaceIndex())
                .header(ETHERNET, Math.max(MIN_FRAME, frame), header.array(), header.length())
                .record(EXTENDED_SWITCH, r -> r.uint32(source.vlan()).uint32(0).uint64(0))
                .record(
                        EXTENDED_ROUTER,
                        r ->
                                r.uint32(0)
                                        .uint32(source.prefixLength())
                                        .uint32(destination.prefixLength()));
    }

    private WireBuffer header(SimulatedFlow flow) {
        Host source = flow.source();
        Host destination = flow.destination();
        packet.begin().ethernet(mac(source), mac(destination));
        if (flow.isIpv6()) {
            packet.ipv6(source.address(), destination.address());
        } else {
            packet.ipv4(source.address(), destination.address());
        }
        packet.service(flow.tos(), 64);
        switch (flow.protocol()) {
            case SimulatedFlow.TCP ->
                    packet.tcp(flow.sourcePort(), flow.destinationPort(), packetFlags(flow));
            case SimulatedFlow.UDP -> packet.udp(flow.sourcePort(), flow.destinationPort());
            default -> packet.icmp(flow.destinationPort() >>> 8, flow.destinationPort() & 0xff);
        }
        return packet.finish();
    }

    /** Of a flow of several packets, one in the middle is sampled. */
    private static int packetFlags(SimulatedFlow flow) {
        return flow.packets() > 2
                ? flow.tcpFlags() & ~(SimulatedFlow.SYN | SimulatedFlow.FIN)
                : flow.tcpFlags();
    }

    private static long mac(Host host) {
        return LOCAL_MAC | (host.address().low() & 0xffff_ffffL);
    }

    @Override
    WireBuffer finish(long exportMillis) {
        return writer.uptime(exportMillis - bootMillis()).finish();
    }
}
