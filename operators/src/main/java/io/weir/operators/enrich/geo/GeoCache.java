package io.weir.operators.enrich.geo;

import java.util.Arrays;

/**
 * What was found for the addresses met last, for one thread: four ways per set, each entry four
 * longs (half a cache line). An entry is replaced in turn within its set.
 *
 * <pre>
 * | high | low | valid (1), place (31), 0 (1), autonomous system (31) | its number |
 * </pre>
 */
final class GeoCache {

    static final int WAYS = 4;

    private static final int STRIDE = 4;
    private static final int IDS = 2;
    private static final int NUMBER = 3;
    private static final long VALID = Long.MIN_VALUE;

    private final long[] entries;
    private final int setMask;
    private int turn;

    /**
     * @param size entries, rounded up to a power of two
     */
    GeoCache(int size) {
        int sets = Math.max(1, Integer.highestOneBit(Math.max(1, size - 1)) * 2 / WAYS);
        entries = new long[sets * WAYS * STRIDE];
        setMask = sets - 1;
    }

    /** The entry of an address, -1 if it has none. */
    int find(long high, long low) {
        int first = firstOfSet(high, low);
        for (int entry = first; entry < first + WAYS * STRIDE; entry += STRIDE) {
            if (entries[entry + 1] == low && entries[entry] == high && entries[entry + IDS] < 0) {
                return entry;
            }
        }
        return -1;
    }

    /** Puts an address in that has no entry. Returns the entry. */
    int put(long high, long low, int place, int autonomousSystem, long number) {
        int entry = wayFor(firstOfSet(high, low));
        entries[entry] = high;
        entries[entry + 1] = low;
        entries[entry + IDS] = VALID | (long) place << 32 | autonomousSystem;
        entries[entry + NUMBER] = number;
        return entry;
    }

    int place(int entry) {
        return (int) (entries[entry + IDS] >>> 32) & Integer.MAX_VALUE;
    }

    int autonomousSystem(int entry) {
        return (int) entries[entry + IDS];
    }

    long number(int entry) {
        return entries[entry + NUMBER];
    }

    void clear() {
        Arrays.fill(entries, 0);
    }

    private int wayFor(int first) {
        for (int entry = first; entry < first + WAYS * STRIDE; entry += STRIDE) {
            if (entries[entry + IDS] >= 0) {
                return entry;
            }
        }
        return first + (turn++ & (WAYS - 1)) * STRIDE;
    }

    /**
     * Mixes twice: one multiplication leaves addresses at regular distances, as scans and sites
     * have them, in few sets.
     */
    private int firstOfSet(long high, long low) {
        long hash = (high * 0x9e37_79b9_7f4a_7c15L) ^ low;
        hash = (hash ^ (hash >>> 32)) * 0xc2b2_ae3d_27d4_eb4fL;
        hash = (hash ^ (hash >>> 29)) * 0x9e37_79b9_7f4a_7c15L;
        return ((int) (hash >>> 33) & setMask) * WAYS * STRIDE;
    }
}
