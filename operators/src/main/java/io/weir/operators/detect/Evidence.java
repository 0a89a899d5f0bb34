package io.weir.operators.detect;

import io.weir.codec.IpAddress;
import io.weir.operators.Sums;
import io.weir.operators.enrich.ids.FlowId;
import io.weir.operators.tables.DistinctSketches;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.Nullable;

/**
 * What was seen of one suspect in one second. That of several subtasks adds up, in any order.
 *
 * @param second of receipt, Unix seconds
 * @param flows that are evidence, those without an observation of their own too
 * @param packets of these flows, corrected for sampling
 * @param bytes of these flows, corrected for sampling
 * @param received of these bytes those that went to the suspect; the others it sent, or they passed
 *     it where it is an exporter
 * @param answered flows of the suspect that were answered: no evidence, and much of it speaks for
 *     the suspect. Counted from the first evidence against it on
 * @param firstReceivedMillis receive time of the first flow
 * @param lastReceivedMillis receive time of the last flow
 * @param observations distinct ones; of one subtask at most {@link #MAX_OBSERVATIONS}
 * @param exporters some of those that reported it, at most {@link #MAX_EXPORTERS}
 * @param flowIds of some of the flows, at most {@link #MAX_FLOW_IDS}
 * @param more what there was besides the observations, estimated; null if nothing. Not to be
 *     changed
 */
public record Evidence(
        Suspect suspect,
        long second,
        long flows,
        long packets,
        long bytes,
        long received,
        long answered,
        long firstReceivedMillis,
        long lastReceivedMillis,
        List<Observation> observations,
        List<IpAddress> exporters,
        List<FlowId> flowIds,
        @Nullable DistinctSketches more) {

    /** The most distinct observations that the sum of one subtask carries. */
    public static final int MAX_OBSERVATIONS = 64;

    static final int MAX_EXPORTERS = 8;
    static final int MAX_FLOW_IDS = 4;

    /** The most that a sum of sums carries; what is over goes to the sketches. */
    private static final int MAX_MERGED = 8 * MAX_OBSERVATIONS;

    public Evidence {
        observations = List.copyOf(observations);
        exporters = List.copyOf(exporters);
        flowIds = List.copyOf(flowIds);
    }

    /** The first millisecond after its second. */
    long endMillis() {
        return 1_000 * (second + 1);
    }

    /** Both together, of the same suspect and second. */
    Evidence plus(Evidence other) {
        Set<Observation> all = new LinkedHashSet<>(observations);
        DistinctSketches sketches = more == null ? null : more.copy();
        if (other.more != null) {
            if (sketches == null) {
                sketches = other.more.copy();
            } else {
                sketches.add(other.more);
            }
        }
        for (Observation observation : other.observations) {
            if (all.size() < MAX_MERGED) {
                all.add(observation);
            } else if (!all.contains(observation)) {
                sketches = sketches == null ? new DistinctSketches() : sketches;
                observation.addTo(sketches);
            }
        }
        Set<IpAddress> reporters = new LinkedHashSet<>(exporters);
        reporters.addAll(other.exporters);
        return new Evidence(
                suspect,
                second,
                Sums.add(flows, other.flows),
                Sums.add(packets, other.packets),
                Sums.add(bytes, other.bytes),
                Sums.add(received, other.received),
                Sums.add(answered, other.answered),
                Math.min(firstReceivedMillis, other.firstReceivedMillis),
                Math.max(lastReceivedMillis, other.lastReceivedMillis),
                new ArrayList<>(all),
                reporters.stream().limit(MAX_EXPORTERS).toList(),
                Stream.concat(flowIds.stream(), other.flowIds.stream())
                        .limit(MAX_FLOW_IDS)
                        .toList(),
                sketches);
    }
}
