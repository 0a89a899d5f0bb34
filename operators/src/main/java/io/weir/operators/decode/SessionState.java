package io.weir.operators.decode;

import io.weir.codec.store.SessionStore;
import io.weir.codec.store.SessionTable;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.util.FlinkRuntimeException;

/** What the transport session that is the current key taught, in Flink state. */
final class SessionState implements SessionStore {

    private final Map<SessionTable, MapState<Long, byte[]>> tables =
            new EnumMap<>(SessionTable.class);

    SessionState(RuntimeContext context) {
        for (SessionTable table : SessionTable.values()) {
            tables.put(table, context.getMapState(descriptor(table)));
        }
    }

    static MapStateDescriptor<Long, byte[]> descriptor(SessionTable table) {
        return new MapStateDescriptor<>(
                table.id(), LongSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);
    }

    @Override
    public byte[] get(SessionTable table, long key) {
        try {
            return tables.get(table).get(key);
        } catch (Exception e) {
            throw failed(table, e);
        }
    }

    @Override
    public void put(SessionTable table, long key, byte[] value) {
        try {
            tables.get(table).put(key, value);
        } catch (Exception e) {
            throw failed(table, e);
        }
    }

    @Override
    public void remove(SessionTable table, long key) {
        try {
            tables.get(table).remove(key);
        } catch (Exception e) {
            throw failed(table, e);
        }
    }

    @Override
    public void forEachKey(SessionTable table, LongConsumer consumer) {
        try {
            for (Long key : tables.get(table).keys()) {
                consumer.accept(key);
            }
        } catch (Exception e) {
            throw failed(table, e);
        }
    }

    /** Removes all that is known of the current key. */
    void clear() {
        tables.values().forEach(MapState::clear);
    }

    private static FlinkRuntimeException failed(SessionTable table, Exception cause) {
        return new FlinkRuntimeException(
                "The state \"" + table.id() + "\" is not accessible.", cause);
    }
}
