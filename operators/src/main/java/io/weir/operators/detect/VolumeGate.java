package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.tables.KeyHash;
import java.util.Arrays;

/**
 * Tells those with much traffic within a second from all others, without a row for each: a
 * count-min sketch (Cormode and Muthukrishnan 2005) for each second, and the one of the second
 * before. Who reaches the floor passes until the end of the next second, so that of those who go on
 * only the beginning is missed; where traffic is very much, others pass, too. Of a fixed size. Not
 * thread-safe.
 */
final class VolumeGate {

    private static final int WIDTH = 1 << 13;
    private static final int MASK = WIDTH - 1;

    private long[] volumes = new long[2 * WIDTH];
    private long[] before = new long[2 * WIDTH];
    private final long floor;
    private long second = Long.MIN_VALUE;

    /**
     * @param floor the volume within a second from which on it lets pass
     */
    VolumeGate(long floor) {
        this.floor = floor;
    }

    /**
     * Adds to the volume of an address of a flow; a flow without it does not pass.
     *
     * @return as of {@link #passes(long, long, long)}
     */
    boolean passes(FlowBatch batch, int row, FlowField address, long volume) {
        return batch.has(address, row)
                && passes(
                        batch.receivedMillis(),
                        KeyHash.of(batch.getHigh(address, row), batch.get(address, row)),
                        volume);
    }

    /**
     * Adds to the volume of one.
     *
     * @param hash of whose it is
     * @return whether there is enough of it in this second, this one included, or was in the last
     */
    boolean passes(long receivedMillis, long hash, long volume) {
        long now = Math.floorDiv(receivedMillis, 1_000L);
        if (now > second) {
            long[] old = before;
            before = volumes;
            volumes = old;
            Arrays.fill(volumes, 0);
            if (now != second + 1) {
                Arrays.fill(before, 0);
            }
            second = now;
        }
        int one = (int) hash & MASK;
        int other = WIDTH + ((int) (hash >>> 32) & MASK);
        volumes[one] += Math.min(volume, floor);
        volumes[other] += Math.min(volume, floor);
        return Math.min(volumes[one], volumes[other]) >= floor
                || Math.min(before[one], before[other]) >= floor;
    }
}
