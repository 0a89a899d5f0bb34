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
    private final VolumeGate sampled = VolumeGate.ofSeconds(LEAST_SAMPLED, VolumeGate.FEW);

    @Override
    public void register(MetricGroup metrics) {
        metrics.gauge(EvidencePreAggregator.EXPORTERS_WITHOUT_FLAGS, withoutFlags::count);
    }

    @Override
    public void sift(FlowsByProtocol flows, EvidenceSums sums) {
        FlowBatch batch = flows.batch();
        FlowsByProtocol.Rows tcp = flows.tcp();
        long allFlags = 0;
        for (int i = 0; i < tcp.size(); i++) {
            int row = tcp.get(i);
            long there = batch.getOr(FlowField.TCP_FLAGS, row, 0);
            allFlags |= there;
            sift(flows, row, FlowDirection.FORWARD, there, sums);
            if (flows.isBothWays(row)) {
                long back = batch.getOr(FlowField.REVERSE_TCP_FLAGS, row, 0);
                allFlags |= back;
                sift(flows, row, FlowDirection.REVERSE, back, sums);
            }
        }
        if (tcp.size() > 0) {
            withoutFlags.saw(batch, tcp.size(), allFlags);
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

    private void sift(
            FlowsByProtocol flows, int row, FlowDirection way, long flags, EvidenceSums sums) {
        long handshake = flags & TcpFlags.SYN_ACK;
        FlowBatch batch = flows.batch();
        if (handshake == TcpFlags.SYN) {
            if (!isSampled(batch, row)) {
                attempt(flows, row, way, 0, sums);
            } else if (sampled.passes(flows, row, way.source(), 1)) {
                attempt(flows, row, way, SAMPLED, sums);
            }
        } else if (TcpFlags.isRefusal(flags)) {
            if (!isSampled(batch, row) && batch.getOr(FlowField.PACKETS, row, 0) <= 1) {
                long port = batch.getOr(way.sourcePort(), row, 0);
                sums.add(flows, row, way, way.destination(), port);
            }
        } else if (handshake != 0 && sums.hasSuspects()) {
            boolean isSampled = isSampled(batch, row);
            if (isSampled || handshake == TcpFlags.SYN_ACK) {
                FlowEnd client = flows.enriched().client(row);
                if (client == null || client.fields().address() == way.source()) {
                    sums.answered(flows, row, way.source(), isSampled ? SAMPLED : 0);
                } else if (!isSampled && TcpFlags.isAnswerAlone(flags)) {
                    sums.answered(flows, row, way.destination());
                }
            }
        }
    }

    private static void attempt(
            FlowsByProtocol flows, int row, FlowDirection way, int scope, EvidenceSums sums) {
        long port = flows.batch().getOr(way.destinationPort(), row, 0);
        sums.add(flows, row, way, way.source(), scope, port);
    }

    private static boolean isSampled(FlowBatch batch, int row) {
        return batch.getOr(FlowField.SAMPLING_INTERVAL, row, 1) > 1;
    }
}
