package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.enrich.FlowEnd;
import org.apache.flink.metrics.MetricGroup;

/**
 * Attempts at TCP connections that nobody took: a flow with SYN and without ACK, and the lone RST
 * that refuses one. The suspect is who tried, the peer whom it tried, the number the port there. So
 * an attempt and its refusal are the same observation. Who gets many a SYN-ACK without a session is
 * the victim of a reflection, whom some refuse, too: these are answers.
 *
 * <p>Very many ordinary clients try something now and then that nobody takes. So a first attempt
 * waits for another one, and is not told where as much of what the source does is answered.
 *
 * <p>Of sampled packets, a SYN is what may remain of any session. So sampled flows are evidence in
 * a {@linkplain #SAMPLED scope of their own}, of sources with several SYNs in a second; what else
 * the source sends as a client is answered. Their RSTs, which may end any session, are neither.
 */
final class TcpAttempts implements EvidenceSieve {

    /** The scope of evidence from sampled flows, by which rules weigh it apart from all other. */
    static final int SAMPLED = 1;

    /** Sampled SYNs within a second; with fewer a source is one of very many ordinary clients. */
    private static final long LEAST_SAMPLED = 2;

    private final ExportersWithoutFlags withoutFlags = new ExportersWithoutFlags();
    private final VolumeGate sampled;

    TcpAttempts(SieveTables tables) {
        sampled = tables.seconds().gate(LEAST_SAMPLED);
    }

    @Override
    public void register(MetricGroup metrics) {
        metrics.gauge(EvidencePreAggregator.EXPORTERS_WITHOUT_FLAGS, withoutFlags::count);
    }

    @Override
    public void sift(FlowsByProtocol flows, EvidenceSums sums) {
        sift(flows, FlowDirection.FORWARD, sums);
        if (flows.areSomeBothWays()) {
            sift(flows, FlowDirection.REVERSE, sums);
        }
        if (flows.tcp().size() > 0) {
            withoutFlags.saw(flows.batch(), flows.tcp().size(), flows.tcpFlags());
        }
    }

    @Override
    public boolean mayWait(long flows, long observations, boolean isTold) {
        return flows == 0 || (observations == 1 && !isTold);
    }

    @Override
    public boolean isWorthTelling(long flows, long observations, long answered) {
        return observations > 1 || answered < flows;
    }

    private void sift(FlowsByProtocol flows, FlowDirection way, EvidenceSums sums) {
        FlowsByProtocol.Rows attempts = flows.tcp(way, TcpFlow.ATTEMPT);
        for (int i = 0; i < attempts.size(); i++) {
            attempted(flows, attempts.get(i), way, sums);
        }
        FlowsByProtocol.Rows refusals = flows.tcp(way, TcpFlow.REFUSAL);
        for (int i = 0; i < refusals.size(); i++) {
            refused(flows, refusals.get(i), way, sums);
        }
        if (sums.hasSuspects()) {
            answered(flows, way, TcpFlow.ACCEPTANCE, sums);
            answered(flows, way, TcpFlow.SESSION, sums);
            if (flows.areSomeSampled()) {
                answered(flows, way, TcpFlow.PART, sums);
            }
        }
    }

    private void attempted(FlowsByProtocol flows, int row, FlowDirection way, EvidenceSums sums) {
        if (!flows.isSampled(row)) {
            attempt(flows, row, way, 0, sums);
        } else if (sampled.passes(flows, row, way.source(), 1)) {
            attempt(flows, row, way, SAMPLED, sums);
        }
    }

    private static void refused(
            FlowsByProtocol flows, int row, FlowDirection way, EvidenceSums sums) {
        FlowBatch batch = flows.batch();
        if (!flows.isSampled(row) && batch.getOr(FlowField.PACKETS, row, 0) <= 1) {
            long port = batch.getOr(way.sourcePort(), row, 0);
            sums.add(flows, row, way, way.destination(), port);
        }
    }

    private static void answered(
            FlowsByProtocol flows, FlowDirection way, TcpFlow kind, EvidenceSums sums) {
        FlowsByProtocol.Rows rows = flows.tcp(way, kind);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.get(i);
            if (sums.maySuspect(flows, row, way.source())
                    || (kind == TcpFlow.ACCEPTANCE
                            && sums.maySuspect(flows, row, way.destination()))) {
                answered(flows, row, way, kind, sums);
            }
        }
    }

    /** Parts of connections say that they were answered only where packets are sampled. */
    private static void answered(
            FlowsByProtocol flows, int row, FlowDirection way, TcpFlow kind, EvidenceSums sums) {
        boolean isSampled = flows.isSampled(row);
        if (kind == TcpFlow.PART && !isSampled) {
            return;
        }
        FlowEnd client = flows.enriched().client(row);
        if (client == null || client.fields().address() == way.source()) {
            sums.answered(flows, row, way.source(), isSampled ? SAMPLED : 0);
        } else if (kind == TcpFlow.ACCEPTANCE && !isSampled) {
            sums.answered(flows, row, way.destination());
        }
    }

    private static void attempt(
            FlowsByProtocol flows, int row, FlowDirection way, int scope, EvidenceSums sums) {
        long port = flows.batch().getOr(way.destinationPort(), row, 0);
        sums.add(flows, row, way, way.source(), scope, port);
    }
}
