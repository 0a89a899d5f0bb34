package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.FlowEnd;
import io.weir.operators.enrich.names.IpProtocols;
import org.apache.flink.metrics.MetricGroup;

/**
 * Attempts at TCP connections that nobody took: a flow with SYN and without ACK, and the lone RST
 * that refuses one. The suspect is who tried, the peer whom it tried, the number the port there. So
 * an attempt and its refusal are the same observation.
 *
 * <p>A sampled flow is none: of one packet in a thousand, a SYN is what remains of any session.
 */
final class TcpAttempts implements EvidenceSieve {

    private final ExportersWithoutFlags withoutFlags = new ExportersWithoutFlags();

    @Override
    public void register(MetricGroup metrics) {
        metrics.gauge(EvidencePreAggregator.EXPORTERS_WITHOUT_FLAGS, withoutFlags::count);
    }

    @Override
    public void sift(EnrichedFlows flows, EvidenceSums sums) {
        FlowBatch batch = flows.batch();
        int size = batch.size();
        int tcp = 0;
        long allFlags = 0;
        for (int row = 0; row < size; row++) {
            if (batch.getOr(FlowField.PROTOCOL, row, 0) == IpProtocols.TCP) {
                long flags = batch.getOr(FlowField.TCP_FLAGS, row, 0);
                tcp++;
                allFlags |= flags;
                sift(flows, row, FlowDirection.FORWARD, flags, sums);
                if (FlowDirection.REVERSE.isIn(batch, row)) {
                    long back = batch.getOr(FlowField.REVERSE_TCP_FLAGS, row, 0);
                    allFlags |= back;
                    sift(flows, row, FlowDirection.REVERSE, back, sums);
                }
            }
        }
        if (tcp > 0) {
            withoutFlags.saw(batch, tcp, allFlags);
        }
    }

    private static void sift(
            EnrichedFlows flows, int row, FlowDirection way, long flags, EvidenceSums sums) {
        long handshake = flags & (TcpFlags.SYN | TcpFlags.ACK);
        if (handshake == TcpFlags.SYN) {
            FlowBatch batch = flows.batch();
            if (!isSampled(batch, row)) {
                long port = batch.getOr(way.destinationPort(), row, 0);
                sums.add(batch, row, way, way.source(), way.destination(), port);
            }
        } else if (TcpFlags.isRefusal(flags)) {
            FlowBatch batch = flows.batch();
            if (!isSampled(batch, row) && batch.getOr(FlowField.PACKETS, row, 0) <= 1) {
                long port = batch.getOr(way.sourcePort(), row, 0);
                sums.add(batch, row, way, way.destination(), way.source(), port);
            }
        } else if (handshake == (TcpFlags.SYN | TcpFlags.ACK) && sums.hasSuspects()) {
            FlowEnd client = flows.client(row);
            FlowBatch batch = flows.batch();
            if (client == null || client.fields().address() == way.source()) {
                sums.answered(batch, row, way.source());
            }
        }
    }

    private static boolean isSampled(FlowBatch batch, int row) {
        return batch.getOr(FlowField.SAMPLING_INTERVAL, row, 1) > 1;
    }
}
