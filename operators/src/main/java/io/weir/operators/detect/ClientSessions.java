package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.FlowEnd;
import io.weir.operators.enrich.names.IpProtocols;

/**
 * Sessions of clients that have many of them. The suspect is the client, the peer the server, the
 * number the port there. Of TCP, only sessions that were answered are counted, and where they
 * begin: the others are attempts, and go on elsewhere.
 */
final class ClientSessions implements EvidenceSieve {

    private static final long ESTABLISHED = TcpFlags.SYN | TcpFlags.ACK;

    private final VolumeGate gate;

    /**
     * @param told sessions within a second and subtask: clients with fewer are not told
     */
    ClientSessions(long told) {
        gate = new VolumeGate(told);
    }

    @Override
    public void sift(EnrichedFlows flows, EvidenceSums sums) {
        FlowBatch batch = flows.batch();
        int size = batch.size();
        for (int row = 0; row < size; row++) {
            FlowEnd client = flows.client(row);
            if (client != null && client == flows.source() && isSession(batch, row)) {
                sift(batch, row, sums);
            }
        }
    }

    private static boolean isSession(FlowBatch batch, int row) {
        if (batch.getOr(FlowField.PROTOCOL, row, 0) != IpProtocols.TCP) {
            return true;
        }
        long flags = batch.getOr(FlowField.TCP_FLAGS, row, 0);
        return flags == 0 || (flags & ESTABLISHED) == ESTABLISHED;
    }

    private void sift(FlowBatch batch, int row, EvidenceSums sums) {
        FlowDirection way = FlowDirection.FORWARD;
        if (gate.passes(batch, row, way.source(), 1)) {
            long port = batch.getOr(way.destinationPort(), row, 0);
            sums.add(batch, row, way, way.source(), way.destination(), port);
        }
    }
}
