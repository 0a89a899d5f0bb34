package io.weir.operators.traffic;

/** The hash of a key of four longs. It decides the bucket of a key, so it must not change. */
final class KeyHash {

    private static final long FIRST = 0x9e37_79b9_7f4a_7c15L;
    private static final long SECOND = 0xbf58_476d_1ce4_e5b9L;
    private static final long THIRD = 0x94d0_49bb_1331_11ebL;
    private static final long FOURTH = 0xff51_afd7_ed55_8ccdL;

    private KeyHash() {}

    /** All 64 bits depend on all bits of the key. The products do not wait for each other. */
    static long of(long key0, long key1, long key2, long key3) {
        long hash =
                key0 * FIRST
                        ^ Long.rotateLeft(key1 * SECOND, 17)
                        ^ Long.rotateLeft(key2 * THIRD, 31)
                        ^ Long.rotateLeft(key3 * FOURTH, 47);
        hash = (hash ^ hash >>> 32) * SECOND;
        hash = (hash ^ hash >>> 29) * THIRD;
        return hash ^ hash >>> 32;
    }
}
