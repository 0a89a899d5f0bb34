package io.weir.operators.detect;

import io.weir.codec.IpAddress;
import io.weir.operators.enrich.ids.FlowId;
import java.util.List;
import javax.annotation.Nullable;

/**
 * A rule's condition holds for an entity in a window.
 *
 * @param entity the address that the finding is about; null if it is about alerts that were held
 *     back, see {@link #ofHeldBack}
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
 * @param flowIds ids of some of the flows; empty where the detection does not know them
 */
public record Finding(
        Rule rule,
        @Nullable IpAddress entity,
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
        List<IpAddress> exporters,
        List<FlowId> flowIds) {

    /** The most addresses, ports, exporters or flows that a finding names. */
    public static final int MAX_SAMPLES = 10;

    private static final String HELD_BACK = "held-back";

    /** The side of the flows that the entity is on. */
    public enum Role {
        SOURCE,
        DESTINATION
    }

    public Finding {
        peers = List.copyOf(peers);
        ports = List.copyOf(ports);
        exporters = List.copyOf(exporters);
        flowIds = List.copyOf(flowIds);
    }

    /** A finding of a detection that does not know the ids of flows. */
    public Finding(
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
        this(
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
                ports,
                exporters,
                List.of());
    }

    /**
     * A rule found more than it may open alerts for.
     *
     * @param latest the finding that was held back last
     * @param alerts how many alerts were, about
     * @param entities a sample of whom they are about, kept as the peers
     */
    static Finding ofHeldBack(Finding latest, long alerts, List<IpAddress> entities) {
        return new Finding(
                latest.rule,
                null,
                latest.role,
                HELD_BACK,
                alerts,
                "alerts",
                latest.windowStart,
                latest.windowEnd,
                latest.triggerReceivedMillis,
                0,
                0,
                0,
                entities,
                List.of(),
                latest.exporters,
                List.of());
    }

    /** Whether it is about nobody, but tells of alerts that were held back. */
    public boolean isOfHeldBack() {
        return entity == null;
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
                exporters,
                flowIds);
    }

    /** The key of the alert that this finding opens or keeps open. */
    public String alertKey() {
        if (entity == null) {
            return rule.id() + "/" + scope;
        }
        String base = rule.id() + "/" + entity;
        return scope.isEmpty() ? base : base + "/" + scope;
    }
}
