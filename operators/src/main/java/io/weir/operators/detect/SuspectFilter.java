package io.weir.operators.detect;

import java.util.Arrays;

/**
 * Says of most who are no suspects that they are none, by a bit for each hash (Bloom 1970, with one
 * bit), without a look at the table of suspects. It has all that were added since it was cleared,
 * those that went, too. Not thread-safe.
 */
final class SuspectFilter {

    private static final int WORD_SHIFT = 16;

    /** Leaves the upper bits of a hash, as many as tell the bits of a word apart. */
    private static final int BIT_SHIFT = Long.SIZE - 6;

    private final long[] words;

    /**
     * @param bits a power of two, at least {@value Long#SIZE}
     */
    SuspectFilter(int bits) {
        words = new long[bits / Long.SIZE];
    }

    void add(long hash) {
        words[wordOf(hash)] |= bitOf(hash);
    }

    boolean mayHave(long hash) {
        return (words[wordOf(hash)] & bitOf(hash)) != 0;
    }

    void clear() {
        Arrays.fill(words, 0);
    }

    private int wordOf(long hash) {
        return (int) (hash >>> WORD_SHIFT) & (words.length - 1);
    }

    private static long bitOf(long hash) {
        return 1L << (hash >>> BIT_SHIFT);
    }
}
