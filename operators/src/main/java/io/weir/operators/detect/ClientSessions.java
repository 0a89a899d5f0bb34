package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;

/**
 * Sessions of clients that have many of them. The suspect is the client, the peer the server, the
 * number the port there. Of TCP, only sessions that were answered are counted, and where they
 * begin: the others are attempts, and go on elsewhere.
 */
final class ClientSessions implements EvidenceSieve {

    /** Of so many peers one is observed, always the same: those who have many have very many. */
    static final int PEERS_PER_OBSERVED = 8;

    /** Where at least so many sessions are told, one stands for {@link #WEIGHT}. */
    private static final long MANY = 32;

    private static final int WEIGHT = 4;
    private static final long ALL = 1L << Integer.SIZE;

    /** Of {@link #ALL}: what is multiplied by it is spread evenly. */
    private static final int GOLDEN_RATIO = 0x9e37_79b9;

    private final long told;
    private final VolumeGate gate;

    /** For how many a session stands with a peer that is not observed. */
    private final int weight;

    /**
     * @param told sessions within a pane and subtask: clients with fewer are not told
     */
    ClientSessions(long told) {
        this.told = told;
        gate = VolumeGate.ofPanes(told, VolumeGate.MANY);
        weight = told < MANY ? 1 : WEIGHT;
    }

    @Override
    public void sift(FlowsByProtocol flows, EvidenceSums sums) {
        sift(flows, flows.tcp(FlowDirection.FORWARD, TcpFlow.ACCEPTANCE), sums);
        sift(flows, flows.tcp(FlowDirection.FORWARD, TcpFlow.SESSION), sums);
        sift(flows, flows.tcp(FlowDirection.FORWARD, TcpFlow.UNKNOWN), sums);
        sift(flows, flows.udp(), sums);
        sift(flows, flows.icmp(), sums);
        sift(flows, flows.others(), sums);
    }

    private void sift(FlowsByProtocol flows, FlowsByProtocol.Rows rows, EvidenceSums sums) {
        for (int i = 0; i < rows.size(); i++) {
            sift(flows, rows.get(i), sums);
        }
    }

    private void sift(FlowsByProtocol flows, int row, EvidenceSums sums) {
        FlowDirection way = FlowDirection.FORWARD;
        FlowBatch batch = flows.batch();
        boolean isObserved = isObserved(flows, row);
        if (!(isObserved || stands(batch, row))
                || flows.enriched().client(row) != flows.enriched().source()
                || !batch.has(way.destination(), row)) {
            return;
        }
        if (!isObserved) {
            if (gate.passes(flows, row, way.source(), weight)) {
                sums.addUnobserved(flows, row, way, weight);
            }
        } else if (gate.passes(flows, row, way.source(), 1)) {
            long port = batch.getOr(way.destinationPort(), row, 0);
            sums.add(flows, row, way, way.source(), port);
        }
    }

    /**
     * Whether it stands for others, too. Of every other row as many do as of all: both ways of a
     * connection are often one behind the other.
     */
    private boolean stands(FlowBatch batch, int row) {
        int spread = ((int) batch.sequence() + row) * GOLDEN_RATIO;
        return Integer.toUnsignedLong(spread) < ALL / weight;
    }

    /** Those with few more wait: they have not reached what is unusual of late. */
    @Override
    public boolean mayWait(long flows, long observations, boolean isTold) {
        return flows < told;
    }

    private static boolean isObserved(FlowsByProtocol flows, int row) {
        long peer = flows.hashOf(FlowField.DESTINATION_ADDRESS, row);
        return (peer >>> Integer.SIZE) % PEERS_PER_OBSERVED == 0;
    }
}
