package io.weir.operators.enrich.names;

import java.util.ArrayList;
import java.util.List;

/**
 * An int over 0 by three longs. Open addressing over flat arrays: a look-up allocates nothing, and
 * one that misses mostly reads a single slot. Immutable.
 */
final class TripleTable {

    private static final int WORDS = 3;

    /** Slots per entry, at least: short runs, also for keys that are not there. */
    private static final int ROOM = 2;

    private final long[] keys;
    private final int[] values;
    private final int mask;

    private TripleTable(int entries) {
        int slots = Integer.highestOneBit(Math.max(1, entries * ROOM - 1)) << 1;
        keys = new long[slots * WORDS];
        values = new int[slots];
        mask = slots - 1;
    }

    /** The value of the key; 0 if it has none. */
    int get(long first, long second, long third) {
        return values[slot(first, second, third)];
    }

    /** Where the key is, or the free slot where it would be. */
    private int slot(long first, long second, long third) {
        int slot = hash(first, second, third) & mask;
        while (values[slot] != 0 && !holds(slot, first, second, third)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean holds(int slot, long first, long second, long third) {
        int at = slot * WORDS;
        return keys[at] == first && keys[at + 1] == second && keys[at + 2] == third;
    }

    private void put(long first, long second, long third, int value) {
        int slot = slot(first, second, third);
        int at = slot * WORDS;
        keys[at] = first;
        keys[at + 1] = second;
        keys[at + 2] = third;
        values[slot] = value;
    }

    /** Mixes all bits into the low ones (the finalizer of MurmurHash3). */
    private static int hash(long first, long second, long third) {
        long mixed = (first * 31 + second) * 31 + third;
        mixed = (mixed ^ mixed >>> 33) * 0xff51_afd7_ed55_8ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ce_b9fe_1a85_ec53L;
        return (int) (mixed ^ mixed >>> 33);
    }

    /** Gathers entries; of one key the last counts. */
    static final class Builder {

        private final List<Entry> entries = new ArrayList<>();

        /**
         * Gives a key its value.
         *
         * @param value over 0
         */
        void put(long first, long second, long third, int value) {
            entries.add(new Entry(first, second, third, value));
        }

        TripleTable build() {
            TripleTable table = new TripleTable(entries.size());
            entries.forEach(e -> table.put(e.first(), e.second(), e.third(), e.value()));
            return table;
        }

        private record Entry(long first, long second, long third, int value) {}
    }
}
