package io.weir.operators.detect;

import io.weir.codec.IpAddress;
import io.weir.operators.enrich.ids.FlowId;
import java.util.List;

/**
 * What a finding names for people to go on from: at most {@link #MAX} of each.
 *
 * @param hosts how many addresses there are on the other side, of which {@code peers} are some; 0
 *     if they are not counted
 * @param peers addresses on the other side
 * @param ports the ports concerned
 * @param exporters those that reported it
 * @param flowIds ids of flows; empty where they are not known
 */
public record Sample(
        long hosts,
        List<IpAddress> peers,
        List<Integer> ports,
        List<IpAddress> exporters,
        List<FlowId> flowIds) {

    /** The most addresses, ports, exporters or flows that a finding names. */
    public static final int MAX = 10;

    /** Of a finding that names nothing. */
    public static final Sample NONE = new Sample(0, List.of(), List.of(), List.of(), List.of());

    public Sample {
        peers = List.copyOf(peers);
        ports = List.copyOf(ports);
        exporters = List.copyOf(exporters);
        flowIds = List.copyOf(flowIds);
    }

    /** The same with another number of addresses. */
    Sample withHosts(long others) {
        return new Sample(others, peers, ports, exporters, flowIds);
    }

    /** The same with other exporters. */
    Sample withExporters(List<IpAddress> others) {
        return new Sample(hosts, peers, ports, others, flowIds);
    }

    /** The same with other ports. */
    Sample withPorts(List<Integer> others) {
        return new Sample(hosts, peers, others, exporters, flowIds);
    }
}
