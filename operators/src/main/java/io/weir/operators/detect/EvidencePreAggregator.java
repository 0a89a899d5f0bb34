package io.weir.operators.detect;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.PreAggregator;
import io.weir.operators.Sums;
import io.weir.operators.enrich.EnrichedFlows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;

/**
 * Picks the flows that are evidence of one kind and sums them up per suspect.
 *
 * <p>Bounded: so many suspects between two flushes, so many observations each. What is over is
 * counted; a flood from spoofed sources changes counters and nothing else.
 */
public final class EvidencePreAggregator extends PreAggregator<Evidence> {

    /** The name of the counter of flows that were evidence. */
    public static final String EVIDENCE_FLOWS = "evidenceFlows";

    /** The name of the counter of evidence that found no room. */
    public static final String EVIDENCE_DROPPED = "evidenceDropped";

    private static final long serialVersionUID = 1L;
    private static final int MAX_SUSPECTS = 4_096;

    private final EvidenceKind kind;

    private transient Map<IpAddress, Sum> sums;
    private transient Counter evidenceFlows;
    private transient Counter evidenceDropped;

    public EvidencePreAggregator(EvidenceKind kind) {
        this.kind = kind;
    }

    @Override
    protected void start() {
        sums = new HashMap<>();
        evidenceFlows = getMetricGroup().counter(EVIDENCE_FLOWS);
        evidenceDropped = getMetricGroup().counter(EVIDENCE_DROPPED);
    }

    @Override
    protected void add(EnrichedFlows flows, long nowMillis) {
        FlowBatch batch = flows.batch();
        for (int row = 0; row < batch.size(); row++) {
            addIfEvidence(batch, row, FlowDirection.FORWARD);
            addIfEvidence(batch, row, FlowDirection.REVERSE);
        }
    }

    private void addIfEvidence(FlowBatch batch, int row, FlowDirection direction) {
        if (direction.isIn(batch, row)
                && kind.isEvidence(batch, row, direction)
                && batch.has(kind.suspect(direction), row)
                && batch.has(kind.peer(direction), row)) {
            add(batch, row, direction);
        }
    }

    private void add(FlowBatch batch, int row, FlowDirection direction) {
        evidenceFlows.inc();
        IpAddress suspect = batch.address(kind.suspect(direction), row);
        Sum sum = sums.get(suspect);
        if (sum == null) {
            if (sums.size() >= MAX_SUSPECTS) {
                evidenceDropped.inc();
                return;
            }
            sum = new Sum(batch);
            sums.put(suspect, sum);
        }
        FlowField peer = kind.peer(direction);
        sum.add(
                new Observation(
                        batch.getHigh(peer, row),
                        batch.get(peer, row),
                        (int) batch.getOr(kind.number(direction), row, 0)),
                direction.packets(batch, row),
                direction.bytes(batch, row),
                batch.receivedMillis());
    }

    @Override
    protected void flush() {
        sums.forEach((suspect, sum) -> emit(sum.toEvidence(suspect)));
        sums.clear();
    }

    private static final class Sum {

        private final List<Observation> observations = new ArrayList<>(4);
        private final IpAddress exporter;
        private long firstReceivedMillis;
        private long flows;
        private long packets;
        private long bytes;
        private long lastReceivedMillis;

        Sum(FlowBatch batch) {
            exporter = batch.exporter();
            firstReceivedMillis = batch.receivedMillis();
            lastReceivedMillis = batch.receivedMillis();
        }

        void add(Observation observation, long morePackets, long moreBytes, long receivedMillis) {
            flows++;
            packets = Sums.add(packets, morePackets);
            bytes = Sums.add(bytes, moreBytes);
            firstReceivedMillis = Math.min(firstReceivedMillis, receivedMillis);
            lastReceivedMillis = Math.max(lastReceivedMillis, receivedMillis);
            if (observations.size() < Evidence.MAX_OBSERVATIONS
                    && !observations.contains(observation)) {
                observations.add(observation);
            }
        }

        Evidence toEvidence(IpAddress suspect) {
            return new Evidence(
                    suspect,
                    observations,
                    exporter,
                    flows,
                    packets,
                    bytes,
                    firstReceivedMillis,
                    lastReceivedMillis);
        }
    }
}
