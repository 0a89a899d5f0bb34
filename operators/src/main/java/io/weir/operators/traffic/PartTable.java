package io.weir.operators.traffic;

import io.weir.operators.Sums;
import java.util.Arrays;
import javax.annotation.Nullable;

/**
 * Sums by window and key in one flat array with open addressing: adding to a key that is there
 * allocates nothing. A slot is eight longs, one cache line: end of the window, four of the key,
 * bytes, packets, flows. No window ends at 0, so that marks a free slot.
 */
final class PartTable {

    static final int KEY = 1;
    static final int BYTES = 5;
    static final int PACKETS = 6;
    static final int FLOWS = 7;
    static final int STRIDE = 8;

    /** Half of the slots, so that probes stay short. */
    private final int capacity;

    private final int mask;
    private final long[] slots;
    @Nullable private final String[] labels;

    /** The used slots, in order of use. */
    private final int[] used;

    private int size;

    /**
     * @param slotCount a power of two
     * @param hasLabels whether keys have texts
     */
    PartTable(int slotCount, boolean hasLabels) {
        if (Integer.bitCount(slotCount) != 1) {
            throw new IllegalArgumentException(slotCount + " slots: a power of two.");
        }
        capacity = slotCount / 2;
        mask = slotCount - 1;
        slots = new long[slotCount * STRIDE];
        labels = hasLabels ? new String[slotCount] : null;
        used = new int[capacity];
    }

    boolean isFull() {
        return size >= capacity;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /**
     * Adds to a key, which must have room if it is not there.
     *
     * @param windowEnd more than 0
     * @return the slot if the key was not there, so that its label can be set; else -1
     */
    int add(
            long windowEnd,
            long key0,
            long key1,
            long key2,
            long key3,
            long moreBytes,
            long morePackets,
            long moreFlows) {
        int slot = slot(windowEnd, key0, key1, key2, key3);
        int at = slot * STRIDE;
        if (slots[at] != 0) {
            slots[at + BYTES] = Sums.add(slots[at + BYTES], moreBytes);
            slots[at + PACKETS] = Sums.add(slots[at + PACKETS], morePackets);
            slots[at + FLOWS] += moreFlows;
            return -1;
        }
        slots[at] = windowEnd;
        slots[at + KEY] = key0;
        slots[at + KEY + 1] = key1;
        slots[at + KEY + 2] = key2;
        slots[at + KEY + 3] = key3;
        slots[at + BYTES] = moreBytes;
        slots[at + PACKETS] = morePackets;
        slots[at + FLOWS] = moreFlows;
        used[size++] = slot;
        return slot;
    }

    private int slot(long windowEnd, long key0, long key1, long key2, long key3) {
        int slot = (int) (KeyHash.of(key0, key1, key2, key3) + (windowEnd >>> 10)) & mask;
        for (; ; slot = (slot + 1) & mask) {
            int at = slot * STRIDE;
            boolean found =
                    slots[at] == 0
                            || (slots[at + KEY] == key0
                                    && slots[at + KEY + 1] == key1
                                    && slots[at + KEY + 2] == key2
                                    && slots[at + KEY + 3] == key3
                                    && slots[at] == windowEnd);
            if (found) {
                return slot;
            }
        }
    }

    void setLabel(int slot, @Nullable String label) {
        if (labels != null) {
            labels[slot] = label;
        }
    }

    int size() {
        return size;
    }

    /** The slot that was used as the n-th. */
    int used(int n) {
        return used[n];
    }

    /** One of the eight values of a slot. */
    long get(int slot, int column) {
        return slots[slot * STRIDE + column];
    }

    @Nullable
    String label(int slot) {
        return labels == null ? null : labels[slot];
    }

    void clear() {
        for (int n = 0; n < size; n++) {
            slots[used[n] * STRIDE] = 0;
        }
        if (labels != null) {
            Arrays.fill(labels, null);
        }
        size = 0;
    }
}
