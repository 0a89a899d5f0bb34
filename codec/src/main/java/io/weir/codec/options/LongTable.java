package io.weir.codec.options;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Values by numbers of any kind: a hash table with linear probing, because a map would box the key
 * of each flow. It is at most half full, and grows only.
 */
final class LongTable<V> {

    private static final int INITIAL_CAPACITY = 8;

    /** 2^64 divided by the golden ratio: spreads keys that differ in few bits (Knuth, §6.4). */
    private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;

    private long[] keys = new long[INITIAL_CAPACITY];
    private Object[] values = new Object[INITIAL_CAPACITY];
    private int size;

    /** The value with this key, or null if there is none. */
    @SuppressWarnings("unchecked")
    V get(long key) {
        return (V) values[slot(key)];
    }

    /** Puts a value, which is not null, in place of the one that may be there. */
    void put(long key, V value) {
        int slot = slot(key);
        if (values[slot] == null && 2 * ++size > keys.length) {
            grow();
            slot = slot(key);
        }
        keys[slot] = key;
        values[slot] = value;
    }

    int size() {
        return size;
    }

    @SuppressWarnings("unchecked")
    void forEach(Consumer<V> consumer) {
        for (Object value : values) {
            if (value != null) {
                consumer.accept((V) value);
            }
        }
    }

    void clear() {
        Arrays.fill(values, null);
        size = 0;
    }

    /** The slot that holds the key, or the empty one where it belongs. */
    private int slot(long key) {
        int slot = (int) ((key * GOLDEN) >>> 32) & (keys.length - 1);
        while (values[slot] != null && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        Object[] oldValues = values;
        keys = new long[2 * oldKeys.length];
        values = new Object[2 * oldKeys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != null) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
