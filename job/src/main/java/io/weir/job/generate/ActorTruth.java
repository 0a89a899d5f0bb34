package io.weir.job.generate;

import io.weir.codec.IpAddress;
import java.util.BitSet;

/** What the exporters told of one attack or look-alike. */
final class ActorTruth {

    private final Attack attack;
    private final AddressSample sources = new AddressSample();
    private final AddressSample destinations = new AddressSample();
    private final BitSet sourcePorts = new BitSet();
    private final BitSet destinationPorts = new BitSet();
    private final BitSet sites = new BitSet();
    private long startMillis = Long.MAX_VALUE;
    private long endMillis = Long.MIN_VALUE;
    private long flows;
    private long packets;
    private long octets;
    private long lostFlows;
    private long lostPackets;
    private long lostOctets;

    ActorTruth(Attack attack) {
        this.attack = attack;
    }

    void exported(SimulatedFlow flow, long flowPackets, long flowOctets) {
        flows++;
        packets += flowPackets;
        octets += flowOctets;
        startMillis = Math.min(startMillis, flow.startMillis());
        endMillis = Math.max(endMillis, flow.endMillis());
        sites.set(flow.site());
        if (flow.isAnswer()) {
            actors(flow.destination(), flow.source());
        } else {
            actors(flow.source(), flow.destination());
            sourcePorts.set(flow.sourcePort());
            destinationPorts.set(flow.destinationPort());
        }
    }

    private void actors(Host source, Host destination) {
        add(sources, source.address());
        add(destinations, destination.address());
    }

    private static void add(AddressSample to, IpAddress address) {
        to.add(address.high(), address.low());
    }

    void lost(long flowPackets, long flowOctets) {
        lostFlows++;
        lostPackets += flowPackets;
        lostOctets += flowOctets;
    }

    Attack attack() {
        return attack;
    }

    /** Who asked, attacked, or was pretended to. */
    AddressSample sources() {
        return sources;
    }

    AddressSample destinations() {
        return destinations;
    }

    /** Of the flows from sources to destinations. */
    BitSet sourcePorts() {
        return sourcePorts;
    }

    /** Of the flows from sources to destinations; for ICMP type * 256 + code. */
    BitSet destinationPorts() {
        return destinationPorts;
    }

    /** The sites whose exporters told of it. */
    BitSet sites() {
        return sites;
    }

    /** When the first of its flows began, true Unix milliseconds; meaningless without flows. */
    long startMillis() {
        return startMillis;
    }

    /** When the last of its flows ended. */
    long endMillis() {
        return endMillis;
    }

    /** As exported, like packets and octets; those that were lost on the way too. */
    long flows() {
        return flows;
    }

    long packets() {
        return packets;
    }

    long octets() {
        return octets;
    }

    /** In datagrams that were never sent. */
    long lostFlows() {
        return lostFlows;
    }

    long lostPackets() {
        return lostPackets;
    }

    long lostOctets() {
        return lostOctets;
    }
}
