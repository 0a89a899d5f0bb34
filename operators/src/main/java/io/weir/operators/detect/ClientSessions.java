package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.enrich.EnrichedFlows;

/**
 * Sessions of clients that have many of them. The suspect is the client, the peer the server, the
 * number the port there. Of TCP, only sessions that were answered are counted, and where they
 * begin: the others are attempts, and go on elsewhere.
 */
final class ClientSessions implements EvidenceSieve {

    /** Of so many peers one is observed, always the same: those who have many have very many. */
    static final int PEERS_PER_OBSERVED = 8;

    private final long told;
    private final VolumeGate gate;

    /**
     * @param told sessions within a pane and subtask: clients with fewer are not told
     */
    ClientSessions(long told) {
        this.told = told;
        gate = VolumeGate.ofPanes(told, VolumeGate.MANY);
    }

    @Override
    public void sift(FlowsByProtocol flows, EvidenceSums sums) {
        FlowBatch batch = flows.batch();
        FlowsByProtocol.Rows tcp = flows.tcp();
        for (int i = 0; i < tcp.size(); i++) {
            long flags = batch.getOr(FlowField.TCP_FLAGS, tcp.get(i), 0);
            if (flags == 0 || (flags & TcpFlags.SYN_ACK) == TcpFlags.SYN_ACK) {
                sift(flows.enriched(), tcp.get(i), sums);
            }
        }
        sift(flows.enriched(), flows.udp(), sums);
        sift(flows.enriched(), flows.icmp(), sums);
        sift(flows.enriched(), flows.others(), sums);
    }

    private void sift(EnrichedFlows flows, FlowsByProtocol.Rows rows, EvidenceSums sums) {
        for (int i = 0; i < rows.size(); i++) {
            sift(flows, rows.get(i), sums);
        }
    }

    private void sift(EnrichedFlows flows, int row, EvidenceSums sums) {
        FlowDirection way = FlowDirection.FORWARD;
        FlowBatch batch = flows.batch();
        if (flows.client(row) == flows.source()
                && batch.has(way.destination(), row)
                && gate.passes(batch, row, way.source(), 1)) {
            if (isObserved(batch, row)) {
                long port = batch.getOr(way.destinationPort(), row, 0);
                sums.add(batch, row, way, way.source(), way.destination(), port);
            } else {
                sums.count(batch, row, way, way.source());
            }
        }
    }

    /** Those with few more wait: they have not reached what is unusual of late. */
    @Override
    public boolean mayWait(long flows) {
        return flows < told;
    }

    private static boolean isObserved(FlowBatch batch, int row) {
        long peer = AddressHash.of(batch, row, FlowField.DESTINATION_ADDRESS);
        return (peer >>> Integer.SIZE) % PEERS_PER_OBSERVED == 0;
    }
}
