package io.weir.operators.traffic;

/**
 * What rows see in a batch, without what they have seen shortly before: to ask this is cheaper than
 * to count it again. Not thread-safe.
 */
final class Sightings {

    /** How many there is room for. */
    static final int MOST = 128;

    private static final int RECENT_BITS = 12;
    private static final int RECENT_SHIFT = Long.SIZE - RECENT_BITS;
    private static final long ROW_FACTOR = 0x9e37_79b9_7f4a_7c15L;
    private static final long FACTOR = 0xbf58_476d_1ce4_e5b9L;

    /** Of what was seen not long ago, half of its hash. */
    private final int[] recent = new int[1 << RECENT_BITS];

    private final long[] values = new long[MOST];
    private final int[] rows = new int[MOST];
    private int count;

    /** Tells rows apart from those that had their numbers before, and from no row. */
    private long rowsBefore = 1;

    /**
     * Takes note of what a row sees; there must be room.
     *
     * @param value any 64 bits
     */
    void add(long value, int row) {
        values[count] = value;
        rows[count] = row;
        count++;
    }

    /** Drops what the same row has seen not long ago, as far as is remembered. */
    void retainNew() {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            long value = values[i];
            int row = rows[i];
            long hash = (value + (rowsBefore + row) * ROW_FACTOR) * FACTOR;
            int at = (int) (hash >>> RECENT_SHIFT);
            int rest = (int) hash;
            values[kept] = value;
            rows[kept] = row;
            // Whether it is known is chance: a branch would mostly be mispredicted.
            kept += recent[at] == rest ? 0 : 1;
            recent[at] = rest;
        }
        count = kept;
    }

    int count() {
        return count;
    }

    long value(int sighting) {
        return values[sighting];
    }

    int row(int sighting) {
        return rows[sighting];
    }

    /** Makes room; what was seen stays remembered. */
    void clear() {
        count = 0;
    }

    /**
     * Forgets what rows have seen: they are others from now on.
     *
     * @param rowCount more than any row's number
     */
    void renewRows(int rowCount) {
        rowsBefore += rowCount;
    }
}
