package io.weir.codec.store;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/** A store that lives as long as the process. */
public final class MemorySessionStore implements SessionStore {

    private final Map<SessionTable, Map<Long, byte[]>> tables = new EnumMap<>(SessionTable.class);

    public MemorySessionStore() {
        for (SessionTable table : SessionTable.values()) {
            tables.put(table, new HashMap<>());
        }
    }

    @Override
    public byte[] get(SessionTable table, long key) {
        return tables.get(table).get(key);
    }

    @Override
    public void put(SessionTable table, long key, byte[] value) {
        tables.get(table).put(key, value);
    }

    @Override
    public void remove(SessionTable table, long key) {
        tables.get(table).remove(key);
    }

    @Override
    public void forEachKey(SessionTable table, LongConsumer consumer) {
        tables.get(table).keySet().forEach(consumer::accept);
    }
}
