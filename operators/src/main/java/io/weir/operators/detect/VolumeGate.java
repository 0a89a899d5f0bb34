package io.weir.operators.detect;

import java.util.Arrays;

/**
 * Tells those with much traffic within a second from all others, without a row for each: a
 * count-min sketch (Cormode and Muthukrishnan 2005) that begins anew with each second. It never
 * misses one with as much as the floor, but for what came before in that second; where traffic is
 * very much, it lets others pass, too. Of a fixed size. Not thread-safe.
 */
final class VolumeGate {

    private static final int WIDTH = 1 << 13;
    private static final int MASK = WIDTH - 1;

    private final long[] volumes = new long[2 * WIDTH];
    private final long floor;
    private long second = Long.MIN_VALUE;

    /**
     * @param floor the volume within a second from which on it lets pass
     */
    VolumeGate(long floor) {
        this.floor = floor;
    }

    /**
     * Adds to the volume of one.
     *
     * @param hash of whose it is
     * @return whether there is enough of it in this second, this one included
     */
    boolean passes(long receivedMillis, long hash, long volume) {
        long now = Math.floorDiv(receivedMillis, 1_000L);
        if (now > second) {
            second = now;
            Arrays.fill(volumes, 0);
        }
        int one = (int) hash & MASK;
        int other = WIDTH + ((int) (hash >>> 32) & MASK);
        volumes[one] += Math.min(volume, floor);
        volumes[other] += Math.min(volume, floor);
        return Math.min(volumes[one], volumes[other]) >= floor;
    }
}
