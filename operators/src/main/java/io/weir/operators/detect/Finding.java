package io.weir.operators.detect;

import io.weir.codec.IpAddress;
import java.util.List;

/**
 * A rule's condition holds for an entity in a window.
 *
 * @param entity the address that the finding is about
 * @param role on which side of the flows the entity is
 * @param scope what tells findings of one rule and entity apart, for example {@code port-22}; empty
 *     if nothing does
 * @param count what the rule judged, in the unit of {@code measure}
 * @param measure what was counted: hosts, ports, messages, flows
 * @param windowStart first millisecond of the counted window
 * @param windowEnd first millisecond after it
 * @param triggerReceivedMillis receive time of the flow that made the condition hold
 * @param flows in the window
 * @param packets in the window, corrected for sampling
 * @param bytes in the window, corrected for sampling
 * @param peers a sample of the addresses on the other side
 * @param ports a sample of the ports concerned
 * @param exporters some of the exporters that reported it
 */
public record Finding(
        Rule rule,
        IpAddress entity,
        Role role,
        String scope,
        long count,
        String measure,
        long windowStart,
        long windowEnd,
        long triggerReceivedMillis,
        long flows,
        long packets,
        long bytes,
        List<IpAddress> peers,
        List<Integer> ports,
        List<IpAddress> exporters) {

    /** The most addresses, ports or exporters that a finding names. */
    public static final int MAX_SAMPLES = 10;

    /** The side of the flows that the entity is on. */
    public enum Role {
        SOURCE,
        DESTINATION
    }

    public Finding {
        peers = List.copyOf(peers);
        ports = List.copyOf(ports);
        exporters = List.copyOf(exporters);
    }

    /** The same with other ports. */
    Finding withPorts(List<Integer> others) {
        return new Finding(
                rule,
                entity,
                role,
                scope,
                count,
                measure,
                windowStart,
                windowEnd,
                triggerReceivedMillis,
                flows,
                packets,
                bytes,
                peers,
                others,
                exporters);
    }

    /** The key of the alert that this finding opens or keeps open. */
    public String alertKey() {
        String base = rule.id() + "/" + entity;
        return scope.isEmpty() ? base : base + "/" + scope;
    }
}
