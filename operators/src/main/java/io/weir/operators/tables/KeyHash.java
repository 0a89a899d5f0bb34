package io.weir.operators.tables;

/** The hash of a key. It decides the bucket of a key, so it must not change. */
public final class KeyHash {

    private static final long FIRST = 0x9e37_79b9_7f4a_7c15L;
    private static final long SECOND = 0xbf58_476d_1ce4_e5b9L;
    private static final long THIRD = 0x94d0_49bb_1331_11ebL;
    private static final long FOURTH = 0xff51_afd7_ed55_8ccdL;
    private static final long FIFTH = 0xc4ce_b9fe_1a85_ec53L;

    private KeyHash() {}

    /**
     * All 64 bits depend on all bits of the key. The products do not wait for each other.
     *
     * @param length 1 to 5; zeros behind a key make no difference
     */
    public static long of(long[] key, int at, int length) {
        long hash = key[at] * FIRST;
        if (length > 1) {
            hash ^= Long.rotateLeft(key[at + 1] * SECOND, 17);
        }
        if (length > 2) {
            hash ^= Long.rotateLeft(key[at + 2] * THIRD, 31);
        }
        if (length > 3) {
            hash ^= Long.rotateLeft(key[at + 3] * FOURTH, 47);
        }
        if (length > 4) {
            hash ^= Long.rotateLeft(key[at + 4] * FIFTH, 7);
        }
        return mixed(hash);
    }

    /** Of a key of two. */
    public static long of(long key0, long key1) {
        return mixed(key0 * FIRST ^ Long.rotateLeft(key1 * SECOND, 17));
    }

    private static long mixed(long products) {
        long hash = (products ^ products >>> 32) * SECOND;
        hash = (hash ^ hash >>> 29) * THIRD;
        return hash ^ hash >>> 32;
    }
}
