package io.weir.codec.listeners;

import java.util.Arrays;

/**
 * Endpoints that listen, by {@link Endpoint#key}: buckets of eight keys, one cache line each, so
 * that a look-up costs the same whoever chose the keys. When all of a bucket's places are taken the
 * table doubles, up to its limit; then the one that was not heard longest makes room.
 */
final class ListenerTable {

    private static final int BUCKET = 8;
    private static final int INITIAL_CAPACITY = 64;

    private static final byte CHANGED = 1;
    private static final byte STORED = 1 << 1;

    private final int maxCapacity;
    private long[] keys;
    private int[] seenHours;
    private byte[] flags;
    private int size;

    /** Keys that are in the store and no longer here. */
    private long[] removed = {};

    private int removedCount;

    /**
     * @param most listeners at a time, at least 1
     */
    ListenerTable(int most) {
        maxCapacity = Math.max(BUCKET, Integer.highestOneBit(most));
        allocate(Math.min(INITIAL_CAPACITY, maxCapacity));
    }

    private void allocate(int capacity) {
        keys = new long[capacity];
        seenHours = new int[capacity];
        flags = new byte[capacity];
    }

    /** The slot of a listener, or -1 if it is none. */
    int find(long key) {
        int first = firstSlot(key);
        for (int slot = first; slot < first + BUCKET; slot++) {
            if (keys[slot] == key) {
                return slot;
            }
        }
        return -1;
    }

    /** Adds a listener that is not there yet. */
    int add(long key, int hour) {
        int slot = find(0, firstSlot(key));
        while (slot < 0 && keys.length < maxCapacity) {
            grow();
            slot = find(0, firstSlot(key));
        }
        if (slot < 0) {
            slot = longestUnheard(firstSlot(key));
            remove(slot);
        }
        keys[slot] = key;
        seenHours[slot] = hour;
        flags[slot] = CHANGED;
        size++;
        return slot;
    }

    /** Takes that a listener was heard in this hour. */
    void heard(int slot, int hour) {
        if (hour > seenHours[slot]) {
            seenHours[slot] = hour;
            flags[slot] |= CHANGED;
        }
    }

    void remove(int slot) {
        if ((flags[slot] & STORED) != 0) {
            if (removedCount == removed.length) {
                removed = Arrays.copyOf(removed, Math.max(16, 2 * removedCount));
            }
            removed[removedCount++] = keys[slot];
        }
        keys[slot] = 0;
        flags[slot] = 0;
        size--;
    }

    int size() {
        return size;
    }

    /** Slots are numbered from 0 to one less than this; {@link #add} may renumber them. */
    int capacity() {
        return keys.length;
    }

    boolean isUsed(int slot) {
        return keys[slot] != 0;
    }

    /** Whether the store does not have what is here. */
    boolean isChanged(int slot) {
        return (flags[slot] & CHANGED) != 0;
    }

    void setStored(int slot) {
        flags[slot] = STORED;
    }

    long key(int slot) {
        return keys[slot];
    }

    /** When it was last heard, hours since 1970. */
    int seenHour(int slot) {
        return seenHours[slot];
    }

    /** Keys that the store has and the table had; valid until {@link #forgetRemoved}. */
    long removed(int index) {
        return removed[index];
    }

    int removedCount() {
        return removedCount;
    }

    void forgetRemoved() {
        removedCount = 0;
    }

    private int firstSlot(long key) {
        return (int) (key >>> Integer.SIZE) & (keys.length - 1) & -BUCKET;
    }

    private int find(long key, int first) {
        for (int slot = first; slot < first + BUCKET; slot++) {
            if (keys[slot] == key) {
                return slot;
            }
        }
        return -1;
    }

    private int longestUnheard(int first) {
        int oldest = first;
        for (int slot = first + 1; slot < first + BUCKET; slot++) {
            if (seenHours[slot] < seenHours[oldest]) {
                oldest = slot;
            }
        }
        return oldest;
    }

    /** Each bucket becomes two, with those that it had: none overflows. */
    private void grow() {
        long[] oldKeys = keys;
        int[] oldSeen = seenHours;
        byte[] oldFlags = flags;
        allocate(2 * oldKeys.length);
        for (int old = 0; old < oldKeys.length; old++) {
            if (oldKeys[old] != 0) {
                int slot = find(0, firstSlot(oldKeys[old]));
                keys[slot] = oldKeys[old];
                seenHours[slot] = oldSeen[old];
                flags[slot] = oldFlags[old];
            }
        }
    }
}
