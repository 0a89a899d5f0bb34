package io.weir.operators.topn;

import io.weir.codec.IpAddress;
import io.weir.operators.Sums;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Sums by window and host in flat arrays with open addressing: adding to a host that is there
 * allocates nothing.
 */
final class TalkerTable {

    private static final int SLOTS = 1 << 14;
    private static final int MASK = SLOTS - 1;

    /** Half of the slots, so that probes stay short. */
    private static final int CAPACITY = SLOTS / 2;

    private final long[] windows = new long[SLOTS];
    private final long[] highs = new long[SLOTS];
    private final long[] lows = new long[SLOTS];
    private final long[] bytes = new long[SLOTS];
    private final long[] packets = new long[SLOTS];
    private final long[] flows = new long[SLOTS];
    private final boolean[] used = new boolean[SLOTS];
    private int size;

    boolean isFull() {
        return size >= CAPACITY;
    }

    void add(long window, long high, long low, long moreBytes, long morePackets, long moreFlows) {
        int slot = slot(window, high, low);
        if (!used[slot]) {
            used[slot] = true;
            windows[slot] = window;
            highs[slot] = high;
            lows[slot] = low;
            bytes[slot] = 0;
            packets[slot] = 0;
            flows[slot] = 0;
            size++;
        }
        bytes[slot] = Sums.add(bytes[slot], moreBytes);
        packets[slot] = Sums.add(packets[slot], morePackets);
        flows[slot] += moreFlows;
    }

    private int slot(long window, long high, long low) {
        long hash = (high * 31 + low) * 0x9e37_79b9_7f4a_7c15L + window * 0x85eb_ca6bL;
        int slot = (int) (hash ^ hash >>> 32) & MASK;
        while (used[slot]
                && (lows[slot] != low || highs[slot] != high || windows[slot] != window)) {
            slot = (slot + 1) & MASK;
        }
        return slot;
    }

    /** Hands out all sums and empties the table. */
    void drainTo(Consumer<TalkerPart> consumer) {
        if (size == 0) {
            return;
        }
        for (int slot = 0; slot < SLOTS; slot++) {
            if (used[slot]) {
                consumer.accept(
                        new TalkerPart(
                                windows[slot],
                                new IpAddress(highs[slot], lows[slot]),
                                bytes[slot],
                                packets[slot],
                                flows[slot]));
            }
        }
        Arrays.fill(used, false);
        size = 0;
    }
}
