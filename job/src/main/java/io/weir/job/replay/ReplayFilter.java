package io.weir.job.replay;

import io.weir.codec.IpAddress;
import io.weir.job.capture.CapturedDatagram;
import java.util.Set;

/**
 * Which datagrams of captures are sent.
 *
 * @param destinationPorts only those captured on their way to one of these ports; empty for all
 * @param exporters only those that came from one of these addresses; empty for all
 */
public record ReplayFilter(Set<Integer> destinationPorts, Set<IpAddress> exporters) {

    public ReplayFilter {
        destinationPorts = Set.copyOf(destinationPorts);
        exporters = Set.copyOf(exporters);
    }

    boolean accepts(CapturedDatagram captured) {
        return (destinationPorts.isEmpty() || destinationPorts.contains(captured.destinationPort()))
                && (exporters.isEmpty() || exporters.contains(exporter(captured)));
    }

    private static IpAddress exporter(CapturedDatagram captured) {
        return new IpAddress(captured.datagram().sourceHigh(), captured.datagram().sourceLow());
    }
}
