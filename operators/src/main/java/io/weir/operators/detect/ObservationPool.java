package io.weir.operators.detect;

import java.util.Arrays;
import java.util.List;

/**
 * Chains of observations, of all suspects of a kind, until the next flush. Bounded; grows to its
 * bound and stays, so that adding allocates nothing in the end. Not thread-safe.
 */
final class ObservationPool {

    static final int MOST = 1 << 15;

    /** The end of a chain. */
    static final int END = -1;

    private static final int FIRST_ROOM = 256;

    /** Peer high, peer low, number and the next in the chain. */
    private static final int STRIDE = 4;

    private long[] entries = new long[FIRST_ROOM * STRIDE];
    private int size;

    boolean isFull() {
        return size == MOST;
    }

    /** Whether the chain has the observation. */
    boolean has(int head, long peerHigh, long peerLow, long number) {
        int at = head;
        while (at != END) {
            int base = at * STRIDE;
            if (entries[base + 1] == peerLow
                    && entries[base + 2] == number
                    && entries[base] == peerHigh) {
                return true;
            }
            at = (int) entries[base + 3];
        }
        return false;
    }

    /**
     * Puts an observation before the others of its chain; there must be room.
     *
     * @return the new head
     */
    int add(int head, long peerHigh, long peerLow, long number) {
        int base = size * STRIDE;
        if (base == entries.length) {
            entries = Arrays.copyOf(entries, 2 * entries.length);
        }
        entries[base] = peerHigh;
        entries[base + 1] = peerLow;
        entries[base + 2] = number;
        entries[base + 3] = head;
        return size++;
    }

    /** Adds the observations of a chain to a list. */
    void copy(int head, List<Observation> to) {
        for (int at = head; at != END; at = (int) entries[at * STRIDE + 3]) {
            int base = at * STRIDE;
            to.add(new Observation(entries[base], entries[base + 1], (int) entries[base + 2]));
        }
    }

    /**
     * Copies a chain to another pool.
     *
     * @return its head there
     */
    int copy(int head, ObservationPool to) {
        int copied = END;
        for (int at = head; at != END; at = (int) entries[at * STRIDE + 3]) {
            int base = at * STRIDE;
            copied = to.add(copied, entries[base], entries[base + 1], entries[base + 2]);
        }
        return copied;
    }

    /** Forgets all chains. */
    void clear() {
        size = 0;
    }
}
