package io.weir.operators.traffic;

import io.weir.operators.Sums;
import java.util.Arrays;
import javax.annotation.Nullable;

/**
 * Sums by window and key in one flat array with open addressing: adding to a key that is there
 * allocates nothing. A slot is eight longs, one cache line: end of the window, four of the key,
 * bytes, packets, flows. No window ends at 0, so that marks a free slot. Grows up to a number of
 * slots.
 */
final class PartTable {

    static final int KEY = 1;
    static final int BYTES = 5;
    static final int PACKETS = 6;
    static final int FLOWS = 7;
    static final int STRIDE = 8;

    private static final int FIRST_SLOTS = 1 << 10;
    private static final int SAMPLE = 512;

    private final int maxSlots;

    private int mask;
    private long[] slots;
    @Nullable private String[] texts;

    /** The used slots, in order of use. */
    private int[] used;

    private int size;

    /**
     * @param maxSlots a power of two, {@value #FIRST_SLOTS} or more; half of them can be used
     */
    PartTable(int maxSlots) {
        if (Integer.bitCount(maxSlots) != 1 || maxSlots < FIRST_SLOTS) {
            throw new IllegalArgumentException(
                    maxSlots + " slots: a power of two from " + FIRST_SLOTS + " on.");
        }
        this.maxSlots = maxSlots;
        resize(FIRST_SLOTS);
    }

    private void resize(int slotCount) {
        mask = slotCount - 1;
        slots = new long[slotCount * STRIDE];
        texts = null;
        used = new int[slotCount / 2];
        size = 0;
    }

    /** Whether there is no room for another key. */
    boolean isFull() {
        return size == used.length && mask + 1 == maxSlots;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /**
     * Reads the first slot that a key may be in, so that it is in the cache when the key is added:
     * many such reads at a time take as long as one.
     *
     * @param hash as for {@link #add}
     * @return what the slot has, which means nothing
     */
    long touch(long hash) {
        return slots[((int) hash & mask) * STRIDE];
    }

    /** Of a key in a window. */
    static long hash(long windowEnd, long key0, long key1, long key2, long key3) {
        return KeyHash.of(key0, key1, key2, key3) + (windowEnd >>> 10);
    }

    /** Adds to a key that has this slot. */
    void addTo(int slot, long moreBytes, long morePackets, long moreFlows) {
        int at = slot * STRIDE;
        slots[at + BYTES] = Sums.add(slots[at + BYTES], moreBytes);
        slots[at + PACKETS] = Sums.add(slots[at + PACKETS], morePackets);
        slots[at + FLOWS] = Sums.add(slots[at + FLOWS], moreFlows);
    }

    /**
     * Adds to a key, which must have room if it is not there.
     *
     * @param hash of window and key
     * @param windowEnd more than 0
     * @return the slot, or if the key was not there its complement
     */
    int add(
            long hash,
            long windowEnd,
            long key0,
            long key1,
            long key2,
            long key3,
            long moreBytes,
            long morePackets,
            long moreFlows) {
        int slot = slot(hash, windowEnd, key0, key1, key2, key3);
        int at = slot * STRIDE;
        if (slots[at] != 0) {
            addTo(slot, moreBytes, morePackets, moreFlows);
            return slot;
        }
        if (size == used.length) {
            rebuild(2 * (mask + 1), Metric.BYTES, -1, null);
            slot = slot(hash, windowEnd, key0, key1, key2, key3);
            at = slot * STRIDE;
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
        return ~slot;
    }

    private int slot(long hash, long windowEnd, long key0, long key1, long key2, long key3) {
        int slot = (int) hash & mask;
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

    void setText(int slot, @Nullable String text) {
        if (text != null) {
            if (texts == null) {
                texts = new String[mask + 1];
            }
            texts[slot] = text;
        }
    }

    /**
     * Makes room: about half of the keys, those with the least, go.
     *
     * @param metric what is compared
     * @param forgotten takes what they had
     * @return the most that any of them had
     */
    long forgetSmallest(Metric metric, Remainders forgotten) {
        long[] sample = new long[Math.min(size, SAMPLE)];
        int step = size / sample.length;
        for (int i = 0; i < sample.length; i++) {
            sample[i] = value(used[i * step], metric);
        }
        Arrays.sort(sample);
        long bound = sample[sample.length / 2];
        rebuild(mask + 1, metric, bound, forgotten);
        return bound;
    }

    /** Moves all keys that have more than a bound to a new array. */
    private void rebuild(int slotCount, Metric metric, long bound, @Nullable Remainders forgotten) {
        long[] oldSlots = slots;
        String[] oldTexts = texts;
        int[] oldUsed = used;
        int oldSize = size;
        resize(slotCount);
        for (int n = 0; n < oldSize; n++) {
            int at = oldUsed[n] * STRIDE;
            long bytes = oldSlots[at + BYTES];
            long packets = oldSlots[at + PACKETS];
            long flows = oldSlots[at + FLOWS];
            if (metric.of(bytes, packets, flows) > bound) {
                int slot =
                        ~add(
                                hash(
                                        oldSlots[at],
                                        oldSlots[at + KEY],
                                        oldSlots[at + KEY + 1],
                                        oldSlots[at + KEY + 2],
                                        oldSlots[at + KEY + 3]),
                                oldSlots[at],
                                oldSlots[at + KEY],
                                oldSlots[at + KEY + 1],
                                oldSlots[at + KEY + 2],
                                oldSlots[at + KEY + 3],
                                bytes,
                                packets,
                                flows);
                setText(slot, oldTexts == null ? null : oldTexts[oldUsed[n]]);
            } else {
                forgotten.add(oldSlots[at], bytes, packets, flows);
            }
        }
    }

    private long value(int slot, Metric metric) {
        return metric.of(get(slot, BYTES), get(slot, PACKETS), get(slot, FLOWS));
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
    String text(int slot) {
        return texts == null ? null : texts[slot];
    }

    void clear() {
        for (int n = 0; n < size; n++) {
            slots[used[n] * STRIDE] = 0;
        }
        if (texts != null) {
            Arrays.fill(texts, null);
        }
        size = 0;
    }
}
