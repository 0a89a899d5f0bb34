package io.weir.operators.enrich.dns;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Names by address: buckets of eight, so that a look-up costs the same whoever chose the addresses.
 * Of a full bucket one makes room that nobody looked for since (the clock algorithm; Corbató 1968).
 *
 * <p>Thread-safe. Reading neither waits nor allocates.
 */
final class NameCache {

    private static final int BUCKET = 8;

    private final AtomicReferenceArray<CachedName> names;
    private final int mask;

    /**
     * @param most entries; the next lower power of two counts, at least 8
     */
    NameCache(int most) {
        int capacity = Math.max(BUCKET, Integer.highestOneBit(most));
        names = new AtomicReferenceArray<>(capacity);
        mask = (capacity - 1) & -BUCKET;
    }

    /** What is known of an address, or null. */
    CachedName find(long high, long low) {
        int first = bucket(high, low);
        for (int slot = first; slot < first + BUCKET; slot++) {
            CachedName name = names.getAcquire(slot);
            if (name != null && name.low == low && name.high == high) {
                return name;
            }
        }
        return null;
    }

    /** Puts what is known of an address in the place of what was. */
    synchronized void put(CachedName name) {
        int first = bucket(name.high, name.low);
        int free = -1;
        for (int slot = first; slot < first + BUCKET; slot++) {
            CachedName there = names.getPlain(slot);
            if (there == null) {
                free = free < 0 ? slot : free;
            } else if (there.low == name.low && there.high == name.high) {
                names.setRelease(slot, name);
                return;
            }
        }
        names.setRelease(free >= 0 ? free : makeRoom(first), name);
    }

    private int makeRoom(int first) {
        int oldest = first;
        for (int slot = first; slot < first + BUCKET; slot++) {
            CachedName there = names.getPlain(slot);
            if (!there.recent) {
                return slot;
            }
            there.recent = false;
            if (there.expiresMillis - names.getPlain(oldest).expiresMillis < 0) {
                oldest = slot;
            }
        }
        return oldest;
    }

    private int bucket(long high, long low) {
        long mixed = (high * 0x9e37_79b9_7f4a_7c15L ^ low) * 0xbf58_476d_1ce4_e5b9L;
        mixed = (mixed ^ (mixed >>> 32)) * 0x94d0_49bb_1331_11ebL;
        return (int) (mixed >>> 32) & mask;
    }
}
