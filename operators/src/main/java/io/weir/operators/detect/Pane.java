package io.weir.operators.detect;

import io.weir.operators.Sums;
import io.weir.operators.enrich.ids.FlowId;
import io.weir.operators.tables.DistinctSketches;
import java.util.List;
import java.util.stream.Stream;
import javax.annotation.Nullable;

/** What came within ten seconds. Changed in place. */
final class Pane {

    final long startMillis;
    long flows;
    long packets;
    long bytes;

    /** Of the bytes those that went to the suspect. */
    long received;

    long answered;

    /** Of some of the flows, at most {@link Evidence#MAX_FLOW_IDS}. */
    List<FlowId> flowIds = List.of();

    /** What could not be held observation by observation; null if there is nothing. */
    @Nullable DistinctSketches more;

    Pane(long startMillis) {
        this.startMillis = startMillis;
    }

    void add(Evidence evidence) {
        flows = Sums.add(flows, evidence.flows());
        packets = Sums.add(packets, evidence.packets());
        bytes = Sums.add(bytes, evidence.bytes());
        received = Sums.add(received, evidence.received());
        answered = Sums.add(answered, evidence.answered());
        if (flowIds.isEmpty()) {
            flowIds = evidence.flowIds();
        } else if (flowIds.size() < Evidence.MAX_FLOW_IDS && !evidence.flowIds().isEmpty()) {
            flowIds =
                    Stream.concat(flowIds.stream(), evidence.flowIds().stream())
                            .limit(Evidence.MAX_FLOW_IDS)
                            .toList();
        }
        if (evidence.more() != null) {
            sketches().add(evidence.more());
        }
    }

    /** Adds the counters of another one. */
    void count(Pane other) {
        flows = Sums.add(flows, other.flows);
        packets = Sums.add(packets, other.packets);
        bytes = Sums.add(bytes, other.bytes);
        received = Sums.add(received, other.received);
        answered = Sums.add(answered, other.answered);
    }

    DistinctSketches sketches() {
        if (more == null) {
            more = new DistinctSketches();
        }
        return more;
    }

    Pane copy() {
        Pane copy = new Pane(startMillis);
        copy.flows = flows;
        copy.packets = packets;
        copy.bytes = bytes;
        copy.received = received;
        copy.answered = answered;
        copy.flowIds = flowIds;
        copy.more = more == null ? null : more.copy();
        return copy;
    }
}
