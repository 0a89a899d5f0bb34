package io.weir.job.generate;

import io.weir.codec.encode.FlowSampleWriter;
import io.weir.codec.encode.PacketWriter;
import io.weir.codec.encode.SflowWriter;
import io.weir.codec.encode.WireBuffer;
import java.io.IOException;

/**
 * A switch that samples packets and exports them by sFlow v5, and the counters of its interfaces
 * from time to time. Its agent has the address of the exporter; its sub-agent is its site, from 1.
 *
 * <p>Where no sampling is asked for it says that it samples one packet in {@value #SAMPLING_RATE},
 * and has one of each flow.
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

    private static final int FRAGMENT_ID = 1;

    /** In units of eight octets: the second of a large datagram. */
    private static final int FRAGMENT_OFFSET = 185;

    private final SflowWriter writer;
    private final PacketWriter packet = new PacketWriter();
    private final InterfaceCounters counters = new InterfaceCounters();
    private final boolean oneOfEachFlow;
    private final int rate;
    private long samples;
    private long counterSamples;

    SflowExporter(ExporterParts parts) {
        super(parts);
        writer = new SflowWriter(AddressPlan.exporter(parts.site()), parts.domain());
        oneOfEachFlow = parts.options().sampling().isEmpty();
        rate = parts.samplingInterval();
    }

    /** Sends the counters of all interfaces. */
    @Override
    void announce(long nowMicros) throws IOException {
        writer.begin(0);
        counterSamples++;
        for (RouterInterface each : RouterInterface.values()) {
            writer.counterSample(counterSamples, 0, each.index())
                    .record(InterfaceCounters.GENERIC, to -> counters.write(each, to));
            tally().counterSample();
        }
        send(nowMicros, 0);
    }

    @Override
    void restarted(int times) {
        writer.nextSequence(1);
        counters.clear();
        samples = 0;
        counterSamples = 0;
    }

    @Override
    long meter(SimulatedFlow flow, PacketSampler sampler) {
        counters.count(flow);
        return oneOfEachFlow ? 1 : sampler.sampled(flow.packets());
    }

    @Override
    long exportedPackets(SimulatedFlow flow) {
        return 1;
    }

    @Override
    long exportedOctets(SimulatedFlow flow) {
        return Math.max(MIN_FRAME, flow.octets() / flow.packets() + ETHERNET_HEADER_AND_FCS);
    }

    @Override
    void begin() {
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
        FlowSampleWriter sample = writer.flowSample();
        sample.sequence(samples)
                .source(0, source.interfaceIndex())
                .sampling(rate, samples * rate, 0)
                .interfaces(source.interfaceIndex(), destination.interfaceIndex())
                .header(ETHERNET, exportedOctets(flow), header.array(), header.length())
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
        if (flow.isFragments()) {
            packet.fragment(FRAGMENT_ID, FRAGMENT_OFFSET, true);
        }
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
    WireBuffer complete(long exportMillis) {
        return writer.uptime(clock().uptime(exportMillis)).finish();
    }
}
