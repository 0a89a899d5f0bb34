package io.weir.codec.session;

/**
 * Compiled templates by {@link TemplateKey}: a hash table with linear probing, because a map would
 * box the key of each set. It is at most half full.
 */
final class CompiledTemplates {

    private static final int INITIAL_CAPACITY = 8;

    /** 2^64 divided by the golden ratio: spreads keys that differ in few bits (Knuth, §6.4). */
    private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;

    private long[] keys = new long[INITIAL_CAPACITY];
    private TemplateCatalog.Entry[] entries = new TemplateCatalog.Entry[INITIAL_CAPACITY];
    private int size;

    /** The entry with this key, or null if there is none. */
    TemplateCatalog.Entry get(long key) {
        return entries[slot(key)];
    }

    void put(long key, TemplateCatalog.Entry entry) {
        int slot = slot(key);
        if (entries[slot] == null && 2 * ++size > keys.length) {
            grow();
            slot = slot(key);
        }
        keys[slot] = key;
        entries[slot] = entry;
    }

    void remove(long key) {
        int gap = slot(key);
        if (entries[gap] == null) {
            return;
        }
        size--;
        entries[gap] = null;
        // What lies behind may have been put there because the slot was taken.
        int next = next(gap);
        while (entries[next] != null) {
            TemplateCatalog.Entry displaced = entries[next];
            entries[next] = null;
            int slot = slot(keys[next]);
            keys[slot] = keys[next];
            entries[slot] = displaced;
            next = next(next);
        }
    }

    /** The slot that holds the key, or the empty one where it belongs. */
    private int slot(long key) {
        int slot = (int) ((key * GOLDEN) >>> 32) & (keys.length - 1);
        while (entries[slot] != null && keys[slot] != key) {
            slot = next(slot);
        }
        return slot;
    }

    private int next(int slot) {
        return (slot + 1) & (keys.length - 1);
    }

    private void grow() {
        long[] oldKeys = keys;
        TemplateCatalog.Entry[] oldEntries = entries;
        keys = new long[2 * oldKeys.length];
        entries = new TemplateCatalog.Entry[2 * oldKeys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldEntries[i] != null) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                entries[slot] = oldEntries[i];
            }
        }
    }
}
