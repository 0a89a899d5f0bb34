package io.weir.operators.detect;

import io.weir.operators.PreAggregator;
import io.weir.operators.enrich.EnrichedFlows;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.Counter;

/**
 * Picks the flows that are evidence, of all kinds that detections ask for, and sums them up per
 * suspect and second.
 */
public final class EvidencePreAggregator extends PreAggregator<Evidence> {

    /** The name of the counter of flows that were evidence: those told, and those dropped. */
    public static final String EVIDENCE_FLOWS = "evidenceFlows";

    /** The name of the counter of flows that were evidence and found no room. */
    public static final String EVIDENCE_DROPPED = "evidenceDropped";

    /** The name of the gauge of exporters that report TCP and never a flag of it. */
    public static final String EXPORTERS_WITHOUT_FLAGS = "exportersWithoutTcpFlags";

    private static final long serialVersionUID = 1L;
    private static final long SECOND_MILLIS = 1_000;

    private final List<EvidenceKind> kinds;
    private final List<String> knownScanners;
    private final SieveOptions options;

    private transient List<Part> parts;
    private transient FlowsByProtocol byProtocol;
    private transient long newestSecond;

    private record Part(EvidenceSieve sieve, EvidenceSums sums) {}

    /**
     * @param knownScanners addresses, prefixes or ranges against which nothing is evidence
     */
    public EvidencePreAggregator(
            List<EvidenceKind> kinds, List<String> knownScanners, SieveOptions options) {
        this.kinds = List.copyOf(kinds);
        this.knownScanners = List.copyOf(knownScanners);
        this.options = options;
    }

    @Override
    protected void start() {
        KnownHosts known = new KnownHosts(knownScanners);
        Counter evidence = getMetricGroup().counter(EVIDENCE_FLOWS);
        Counter dropped = getMetricGroup().counter(EVIDENCE_DROPPED);
        SieveTables tables = SieveTables.empty();
        byProtocol = new FlowsByProtocol(tables.ports());
        newestSecond = Long.MIN_VALUE;
        parts = new ArrayList<>();
        for (EvidenceKind kind : kinds) {
            EvidenceSieve sieve = kind.sieve(options, tables);
            sieve.register(getMetricGroup());
            parts.add(
                    new Part(
                            sieve,
                            new EvidenceSums(kind, sieve, known, evidence, dropped, this::emit)));
        }
    }

    @Override
    protected void add(EnrichedFlows flows, long nowMillis) {
        long second = Math.floorDiv(flows.batch().receivedMillis(), SECOND_MILLIS);
        newestSecond = Math.max(newestSecond, second);
        byProtocol.take(flows);
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            part.sieve().sift(byProtocol, part.sums());
        }
    }

    /** A second is judged once the watermark has passed it; until then sums can wait. */
    @Override
    protected boolean isNeededBy(long watermarkMillis, long previousMillis) {
        return Math.floorDiv(watermarkMillis, SECOND_MILLIS)
                != Math.floorDiv(previousMillis, SECOND_MILLIS);
    }

    @Override
    protected void flush() {
        for (int i = 0; i < parts.size(); i++) {
            parts.get(i).sums().flush(newestSecond);
        }
    }

    @Override
    protected void flushAll() {
        for (int i = 0; i < parts.size(); i++) {
            parts.get(i).sums().flushAll(newestSecond);
        }
    }

    @Override
    public void close() throws Exception {
        if (parts != null) {
            parts.forEach(part -> part.sieve().close());
        }
        super.close();
    }
}
