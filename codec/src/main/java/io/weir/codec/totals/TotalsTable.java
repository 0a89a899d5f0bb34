package io.weir.codec.totals;

import java.util.Arrays;

/**
 * The last reports of flows by {@link FlowKey}: columns of a hash table with linear probing, at
 * most three quarters full, so that remembering a flow allocates nothing. When it holds as many
 * flows as it may, one that had no report since the hand came by last makes room (the clock
 * algorithm; Corbató 1968). 60 bytes per slot.
 */
final class TotalsTable {

    /** How many counters a flow has. */
    static final int COUNTERS = 4;

    private static final int INITIAL_CAPACITY = 64;

    private static final byte USED = 1;
    private static final byte RECENT = 1 << 1;
    private static final byte CHANGED = 1 << 2;
    private static final byte STORED = 1 << 3;

    private final int most;
    private int capacity = INITIAL_CAPACITY;
    private byte[] flags = new byte[capacity];
    private byte[] counted = new byte[capacity];
    private long[] keys = new long[capacity];
    private long[] starts = new long[capacity];
    private long[] seen = new long[capacity];
    private final long[][] totals = new long[COUNTERS][capacity];

    private int size;
    private int hand;

    /** Keys that are in the store and no longer here. */
    private long[] removed = {};

    private int removedCount;

    /**
     * @param most flows at a time, at least 1
     */
    TotalsTable(int most) {
        this.most = most;
    }

    /** The slot of a flow, or -1 if it is not known. */
    int find(long key) {
        int slot = probe(key);
        return flags[slot] == 0 ? -1 : slot;
    }

    /** Makes room for a flow that is not known; its columns are to be written. */
    int add(long key) {
        if (4 * (size + 1) > 3 * capacity) {
            grow();
        }
        int slot = probe(key);
        flags[slot] = USED;
        counted[slot] = 0;
        keys[slot] = key;
        size++;
        return slot;
    }

    /** Removes the flow that had no report for long. */
    void evict() {
        while (true) {
            hand = (hand + 1) & (capacity - 1);
            if ((flags[hand] & RECENT) != 0) {
                flags[hand] &= ~RECENT;
            } else if (flags[hand] != 0) {
                remove(hand);
                return;
            }
        }
    }

    boolean isFull() {
        return size >= most;
    }

    int size() {
        return size;
    }

    /** Slots are numbered from 0 to one less than this; a change of the table renumbers them. */
    int capacity() {
        return capacity;
    }

    boolean isUsed(int slot) {
        return flags[slot] != 0;
    }

    /** Whether the store does not have the last report. */
    boolean isChanged(int slot) {
        return (flags[slot] & CHANGED) != 0;
    }

    void setStored(int slot) {
        flags[slot] = (byte) ((flags[slot] | STORED) & ~CHANGED);
    }

    long key(int slot) {
        return keys[slot];
    }

    /** When the flow started, as its exporter says. */
    long start(int slot) {
        return starts[slot];
    }

    /** When its last report was received. */
    long seen(int slot) {
        return seen[slot];
    }

    void report(int slot, long start, long receivedMillis) {
        starts[slot] = start;
        seen[slot] = receivedMillis;
        flags[slot] |= RECENT | CHANGED;
    }

    /** The last total; 0 if the flow never had this counter. */
    long total(int slot, int counter) {
        return (counted[slot] & 1 << counter) != 0 ? totals[counter][slot] : 0;
    }

    void setTotal(int slot, int counter, long total) {
        totals[counter][slot] = total;
        counted[slot] |= (byte) (1 << counter);
    }

    /** Bit {@code i} says whether the flow has counter {@code i}. */
    byte counted(int slot) {
        return counted[slot];
    }

    void forgetTotals(int slot) {
        counted[slot] = 0;
    }

    void remove(int slot) {
        if ((flags[slot] & STORED) != 0) {
            rememberRemoved(keys[slot]);
        }
        size--;
        flags[slot] = 0;
        // What lies behind may have been put there because the slot was taken.
        int next = next(slot);
        while (flags[next] != 0) {
            byte displaced = flags[next];
            flags[next] = 0;
            move(next, probe(keys[next]), displaced);
            next = next(next);
        }
    }

    private void rememberRemoved(long key) {
        if (removedCount == removed.length) {
            removed = Arrays.copyOf(removed, Math.max(16, 2 * removedCount));
        }
        removed[removedCount++] = key;
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

    private void move(int from, int to, byte flagsOfEntry) {
        flags[to] = flagsOfEntry;
        counted[to] = counted[from];
        keys[to] = keys[from];
        starts[to] = starts[from];
        seen[to] = seen[from];
        for (long[] column : totals) {
            column[to] = column[from];
        }
    }

    /** The slot that holds the key, or the empty one where it belongs. Keys are well mixed. */
    private int probe(long key) {
        int slot = (int) key & (capacity - 1);
        while (flags[slot] != 0 && keys[slot] != key) {
            slot = next(slot);
        }
        return slot;
    }

    private int next(int slot) {
        return (slot + 1) & (capacity - 1);
    }

    private void grow() {
        byte[] oldFlags = flags;
        byte[] oldCounted = counted;
        long[] oldKeys = keys;
        long[] oldStarts = starts;
        long[] oldSeen = seen;
        long[][] oldTotals = totals.clone();
        capacity *= 2;
        flags = new byte[capacity];
        counted = new byte[capacity];
        keys = new long[capacity];
        starts = new long[capacity];
        seen = new long[capacity];
        Arrays.setAll(totals, counter -> new long[capacity]);
        for (int old = 0; old < oldFlags.length; old++) {
            if (oldFlags[old] != 0) {
                int slot = probe(oldKeys[old]);
                flags[slot] = oldFlags[old];
                counted[slot] = oldCounted[old];
                keys[slot] = oldKeys[old];
                starts[slot] = oldStarts[old];
                seen[slot] = oldSeen[old];
                for (int counter = 0; counter < COUNTERS; counter++) {
                    totals[counter][slot] = oldTotals[counter][old];
                }
            }
        }
    }
}
