package io.weir.operators.enrich;

import io.weir.operators.tables.KeyHash;
import java.util.Arrays;

/**
 * What was found for the addresses met last, for one thread: four ways per set, five longs each. An
 * entry is replaced in turn within its set.
 *
 * <pre>
 * | high | low | valid (1), place (31), autonomous system (32) | network (32), threat (32) | AS number |
 * </pre>
 */
final class AddressCache {

    static final int WAYS = 4;

    /** The bytes that an entry takes. */
    static final int ENTRY_BYTES = 40;

    private static final int STRIDE = ENTRY_BYTES / Long.BYTES;
    private static final int GEO = 2;
    private static final int LISTS = 3;
    private static final int NUMBER = 4;

    /** The longs of a line of the processor's cache. */
    private static final int LINE = 8;

    private static final long VALID = Long.MIN_VALUE;
    private static final long LOWER_HALF = 0xffff_ffffL;

    private final long[] entries;
    private final int setMask;
    private int turn;

    /**
     * @param size entries, rounded up to a power of two
     */
    AddressCache(int size) {
        int sets = Math.max(1, Integer.highestOneBit(Math.max(1, size - 1)) * 2 / WAYS);
        entries = new long[sets * WAYS * STRIDE];
        setMask = sets - 1;
    }

    /** What is in memory where an address is: of use only to have it in the processor's cache. */
    long approach(long hash) {
        int first = firstOfSet(hash);
        return entries[first] + entries[first + LINE] + entries[first + 2 * LINE];
    }

    /**
     * The entry of an address, -1 if it has none.
     *
     * @param hash of the address, as of {@link KeyHash#of(long, long)}
     */
    int find(long hash, long high, long low) {
        int first = firstOfSet(hash);
        for (int entry = first; entry < first + WAYS * STRIDE; entry += STRIDE) {
            if (entries[entry + 1] == low && entries[entry] == high && entries[entry + GEO] < 0) {
                return entry;
            }
        }
        return -1;
    }

    /** Puts an address in that has no entry. Returns the entry. */
    int put(
            long hash,
            long high,
            long low,
            int place,
            int autonomousSystem,
            long number,
            int network,
            int threat) {
        int entry = wayFor(firstOfSet(hash));
        entries[entry] = high;
        entries[entry + 1] = low;
        entries[entry + GEO] = VALID | (long) place << 32 | (autonomousSystem & LOWER_HALF);
        entries[entry + LISTS] = (long) network << 32 | (threat & LOWER_HALF);
        entries[entry + NUMBER] = number;
        return entry;
    }

    int place(int entry) {
        return (int) (entries[entry + GEO] >>> 32) & Integer.MAX_VALUE;
    }

    int autonomousSystem(int entry) {
        return (int) entries[entry + GEO];
    }

    long number(int entry) {
        return entries[entry + NUMBER];
    }

    int network(int entry) {
        return (int) (entries[entry + LISTS] >>> 32);
    }

    int threat(int entry) {
        return (int) entries[entry + LISTS];
    }

    void clear() {
        Arrays.fill(entries, 0);
    }

    private int wayFor(int first) {
        for (int entry = first; entry < first + WAYS * STRIDE; entry += STRIDE) {
            if (entries[entry + GEO] >= 0) {
                return entry;
            }
        }
        return first + (turn++ & (WAYS - 1)) * STRIDE;
    }

    private int firstOfSet(long hash) {
        return ((int) (hash >>> 33) & setMask) * WAYS * STRIDE;
    }
}
