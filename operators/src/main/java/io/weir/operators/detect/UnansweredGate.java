package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import java.util.Arrays;

/**
 * Tells those whose questions stay without answer within a period from all others, without a row
 * for each: a sketch of counters that questions raise and answers lower (a turnstile count-min,
 * Cormode and Muthukrishnan 2005), and the one of the period before. Who has the floor of questions
 * more than answers passes until the end of the next period. Others may pass who share counters
 * with many; one who should may be missed for a period where all that is shared with it is
 * answered. Of a fixed size. Not thread-safe.
 */
final class UnansweredGate {

    private static final int HALF = 1 << 16;

    /** One half for each of the two counters of a key. */
    private byte[] balances = new byte[2 * HALF];

    private byte[] before = new byte[2 * HALF];
    private final int floor;
    private final GatePeriod period;

    private UnansweredGate(int floor, GatePeriod period) {
        this.floor = floor;
        this.period = period;
    }

    /**
     * One for what comes within a second.
     *
     * @param floor questions more than answers, from which on it lets pass, 1 to {@link
     *     Byte#MAX_VALUE}
     */
    static UnansweredGate ofSeconds(int floor) {
        return new UnansweredGate(floor, GatePeriod.ofSecond());
    }

    /** One for what comes within a pane of {@link EvidenceWindow#PANE_MILLIS}, likewise. */
    static UnansweredGate ofPanes(int floor) {
        return new UnansweredGate(floor, GatePeriod.ofPane());
    }

    /**
     * Counts a question of an address of a flow; a flow without it does not pass.
     *
     * @return as of {@link #passes(long, long)}
     */
    boolean passes(FlowsByProtocol flows, int row, FlowField asking) {
        FlowBatch batch = flows.batch();
        return batch.has(asking, row) && passes(batch.receivedMillis(), flows.hashOf(asking, row));
    }

    /** Counts an answer to an address of a flow, if the flow has it. */
    void answered(FlowsByProtocol flows, int row, FlowField asking) {
        if (flows.batch().has(asking, row)) {
            answered(flows.hashOf(asking, row));
        }
    }

    /**
     * Counts a question.
     *
     * @param hash of who asks
     * @return whether enough are without answer in this period, this one included, or were in the
     *     last
     */
    boolean passes(long receivedMillis, long hash) {
        if (period.isOver(receivedMillis)) {
            turn(period.turn(receivedMillis));
        }
        int one = one(hash);
        int other = other(hash);
        balances[one] = raised(balances[one]);
        balances[other] = raised(balances[other]);
        return Math.min(balances[one], balances[other]) >= floor
                || Math.min(before[one], before[other]) >= floor;
    }

    /**
     * Counts an answer.
     *
     * @param hash of who gets it
     */
    void answered(long hash) {
        int one = one(hash);
        int other = other(hash);
        balances[one] = lowered(balances[one]);
        balances[other] = lowered(balances[other]);
    }

    private static byte raised(byte balance) {
        return (byte) Math.min(Byte.MAX_VALUE, balance + 1);
    }

    private static byte lowered(byte balance) {
        return (byte) Math.max(0, balance - 1);
    }

    private static int one(long hash) {
        return (int) hash & (HALF - 1);
    }

    private static int other(long hash) {
        return HALF + ((int) (hash >>> Integer.SIZE) & (HALF - 1));
    }

    private void turn(boolean isNext) {
        byte[] old = before;
        before = balances;
        balances = old;
        Arrays.fill(balances, (byte) 0);
        if (!isNext) {
            Arrays.fill(before, (byte) 0);
        }
    }
}
