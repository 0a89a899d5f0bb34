package io.weir.codec.store;

import java.util.function.LongConsumer;

/** The tables of one exporter, or of one of its connections; of no other. */
public interface SessionStore {

    /** The value with this key, not to be changed; null if there is none. */
    byte[] get(SessionTable table, long key);

    /**
     * Stores a value in place of the one that may be there.
     *
     * @param value belongs to the store from now on
     */
    void put(SessionTable table, long key, byte[] value);

    /** Removes a value if it is there. */
    void remove(SessionTable table, long key);

    /** Calls with every key of the table; the consumer does not change the store. */
    void forEachKey(SessionTable table, LongConsumer consumer);
}
