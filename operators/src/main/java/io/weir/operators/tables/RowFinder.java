package io.weir.operators.tables;

/**
 * Finds the rows of many keys at a time: of so many reads of memory each does not wait for the one
 * before. Not thread-safe.
 */
public final class RowFinder {

    /** How many keys can be looked for at a time. */
    public static final int MOST = 128;

    private final long[] hashes = new long[MOST];
    private final int[] candidates = new int[MOST];

    /** Keeps reads that have no other use from being left out. */
    @SuppressWarnings("UnusedVariable")
    private long read;

    /**
     * Looks for keys.
     *
     * @param values has a key at each multiple of the stride from the start on
     * @param count of the keys, up to {@link #MOST}
     */
    public void find(KeyTable table, long[] values, int start, int stride, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            long hash = table.hash(values, start + i * stride);
            hashes[i] = hash;
            sum += table.place(hash);
        }
        int last = table.stride() - 1;
        for (int i = 0; i < count; i++) {
            int row = table.candidate(hashes[i]);
            candidates[i] = row;
            if (row >= 0) {
                sum += table.get(row, 0) + table.get(row, last);
            }
        }
        read = sum;
    }

    /** The hash of a key that was looked for. */
    public long hash(int i) {
        return hashes[i];
    }

    /**
     * The row of a key that was looked for, which may have been added, moved or removed since.
     *
     * @return -1 if there is none
     */
    public int row(int i, KeyTable table, long[] values, int at) {
        int candidate = candidates[i];
        return table.isKeyOf(candidate, values, at) ? candidate : table.find(hashes[i], values, at);
    }
}
