package io.weir.operators.detect;

import io.weir.codec.flow.ClientEvidence;
import io.weir.operators.FlowDirection;
import io.weir.operators.enrich.EnrichedFlows;

/**
 * Sessions of clients that have many of them. The suspect is the client, the peer the server, the
 * number the port there. Of TCP, only sessions that were answered are counted, and where they
 * begin: the others are attempts, and go on elsewhere.
 */
final class ClientSessions implements EvidenceSieve {

    /**
     * Of so many peers, a power of two, one is observed, always the same: those who have many have
     * very many.
     */
    static final int PEERS_PER_OBSERVED = 8;

    /** Clients are where sessions come from. */
    private static final FlowDirection WAY = FlowDirection.FORWARD;

    /** Where at least so many sessions are told, one stands for {@link #WEIGHT}. */
    private static final long MANY = 32;

    private static final int WEIGHT = 4;

    /** Leaves the upper bits, as many as tell {@link #WEIGHT} sessions apart. */
    private static final int WEIGHT_SHIFT = Integer.SIZE - Integer.numberOfTrailingZeros(WEIGHT);

    /** Of all numbers: what is multiplied by it is spread evenly. */
    private static final int GOLDEN_RATIO = 0x9e37_79b9;

    private final long told;
    private final VolumeGate gate;

    /** For how many a session stands with a peer that is not observed. */
    private final int weight;

    /** The first ones are the rows of the batch that stand for themselves or for others. */
    private int[] drawn = {};

    /**
     * @param told sessions within a pane and subtask: clients with fewer are not told
     */
    ClientSessions(long told, SieveTables tables) {
        this.told = told;
        gate = tables.panes().gate(told);
        weight = told < MANY ? 1 : WEIGHT;
    }

    @Override
    public void sift(FlowsByProtocol flows, EvidenceSums sums) {
        int size = flows.batch().size();
        if (drawn.length <= size) {
            drawn = new int[size + 1];
        }
        int count = 0;
        count = draw(flows, flows.tcp(WAY, TcpFlow.ACCEPTANCE), count);
        count = draw(flows, flows.tcp(WAY, TcpFlow.SESSION), count);
        count = draw(flows, flows.tcp(WAY, TcpFlow.UNKNOWN), count);
        count = draw(flows, flows.udp(), count);
        count = draw(flows, flows.icmp(), count);
        count = draw(flows, flows.others(), count);
        gate.clear(count);
        for (int i = 0; i < count; i++) {
            offer(flows, drawn[i]);
        }
        FlowsByProtocol.Rows passing = gate.passing(flows.batch().receivedMillis());
        for (int i = 0; i < passing.size(); i++) {
            add(flows, passing.get(i), sums);
        }
    }

    /**
     * Draws some of the rows; without a branch, as draws are not to be foreseen.
     *
     * @param before how many were drawn
     * @return how many with these
     */
    private int draw(FlowsByProtocol flows, FlowsByProtocol.Rows rows, int before) {
        EnrichedFlows enriched = flows.enriched();
        long sequence = flows.batch().sequence();
        int count = before;
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.get(i);
            int lot = Math.min(observedLot(flows, row), standingLot(sequence, row));
            int client = ClientEvidence.client(enriched.clientEvidence(row));
            drawn[count] = row;
            count += isZero(lot | (client ^ ClientEvidence.SOURCE));
        }
        return count;
    }

    /**
     * 1 of 0, and 0 of all others.
     *
     * @param number not negative
     */
    private static int isZero(int number) {
        return (number - 1) >>> (Integer.SIZE - 1);
    }

    /** 0 where the peer is observed. */
    private static int observedLot(FlowsByProtocol flows, int row) {
        long peer = flows.hashOf(WAY.destination(), row);
        return (int) (peer >>> Integer.SIZE) & (PEERS_PER_OBSERVED - 1);
    }

    /**
     * 0 where it stands for others, too. Of every other row as many do as of all: both ways of a
     * connection are often one behind the other.
     */
    private int standingLot(long sequence, int row) {
        int spread = ((int) sequence + row) * GOLDEN_RATIO;
        return (spread >>> WEIGHT_SHIFT) & (weight - 1);
    }

    private void offer(FlowsByProtocol flows, int row) {
        if (flows.batch().has(WAY.destination(), row)) {
            int sessions = observedLot(flows, row) == 0 ? 1 : weight;
            gate.offer(flows, row, WAY.source(), sessions);
        }
    }

    private void add(FlowsByProtocol flows, int row, EvidenceSums sums) {
        if (observedLot(flows, row) == 0) {
            long port = flows.batch().getOr(WAY.destinationPort(), row, 0);
            sums.add(flows, row, WAY, WAY.source(), port);
        } else {
            sums.addUnobserved(flows, row, WAY, weight);
        }
    }

    /** Those with few more wait: they have not reached what is unusual of late. */
    @Override
    public boolean mayWait(long flows, long observations, boolean isTold) {
        return flows < told;
    }
}
