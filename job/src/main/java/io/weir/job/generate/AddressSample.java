package io.weir.job.generate;

import io.weir.codec.IpAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts distinct addresses up to {@value #MOST}, and keeps the first {@value #KEPT} of them: an
 * open-addressing table of two longs per address, at most half full.
 */
final class AddressSample {

    static final int MOST = 1 << 17;
    static final int KEPT = 20;

    private static final long MIX = 0x9e37_79b9_7f4a_7c15L;
    private static final int FIRST_SLOTS = 16;

    private final List<IpAddress> first = new ArrayList<>();
    private long[] table = new long[2 * FIRST_SLOTS];
    private boolean[] taken = new boolean[FIRST_SLOTS];
    private int size;

    void add(long high, long low) {
        if (size == MOST) {
            return;
        }
        if (insert(table, taken, high, low)) {
            size++;
            if (size <= KEPT) {
                first.add(new IpAddress(high, low));
            }
            if (2 * size > taken.length) {
                grow();
            }
        }
    }

    /** How many distinct addresses were added, at most {@link #MOST}. */
    int count() {
        return size;
    }

    /** The first of them, in order. */
    List<IpAddress> first() {
        return first;
    }

    private void grow() {
        long[] grownTable = new long[2 * table.length];
        boolean[] grownTaken = new boolean[2 * taken.length];
        for (int slot = 0; slot < taken.length; slot++) {
            if (taken[slot]) {
                insert(grownTable, grownTaken, table[2 * slot], table[2 * slot + 1]);
            }
        }
        table = grownTable;
        taken = grownTaken;
    }

    private static boolean insert(long[] table, boolean[] taken, long high, long low) {
        long hash = (high * 31 + low) * MIX;
        int mask = taken.length - 1;
        int slot = (int) (hash >>> 32) & mask;
        while (taken[slot]) {
            if (table[2 * slot] == high && table[2 * slot + 1] == low) {
                return false;
            }
            slot = (slot + 1) & mask;
        }
        taken[slot] = true;
        table[2 * slot] = high;
        table[2 * slot + 1] = low;
        return true;
    }
}
