package io.weir.codec.clock;

import java.util.Arrays;

/** Clocks by key, in the order of the keys: a map would box the key of each message. */
final class ClockTable {

    private long[] keys = new long[1];
    private ExporterClock[] clocks = new ExporterClock[1];
    private int size;

    /** The clock with this key, or null if there is none. */
    ExporterClock get(long key) {
        int index = Arrays.binarySearch(keys, 0, size, key);
        return index < 0 ? null : clocks[index];
    }

    /** Adds a clock whose key the table does not have. */
    void add(long key, ExporterClock clock) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            clocks = Arrays.copyOf(clocks, 2 * size);
        }
        int index = -Arrays.binarySearch(keys, 0, size, key) - 1;
        System.arraycopy(keys, index, keys, index + 1, size - index);
        System.arraycopy(clocks, index, clocks, index + 1, size - index);
        keys[index] = key;
        clocks[index] = clock;
        size++;
    }

    void remove(int index) {
        size--;
        System.arraycopy(keys, index + 1, keys, index, size - index);
        System.arraycopy(clocks, index + 1, clocks, index, size - index);
        clocks[size] = null;
    }

    int size() {
        return size;
    }

    long key(int index) {
        return keys[index];
    }

    ExporterClock clock(int index) {
        return clocks[index];
    }
}
