package io.weir.operators.decode;

import io.weir.codec.session.TemplateStore;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.util.FlinkRuntimeException;

/** The templates of the transport session that is the current key, in Flink state. */
final class TemplateState implements TemplateStore {

    static final MapStateDescriptor<Long, byte[]> DESCRIPTOR =
            new MapStateDescriptor<>(
                    "templates", LongSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);

    private final MapState<Long, byte[]> state;

    TemplateState(MapState<Long, byte[]> state) {
        this.state = state;
    }

    @Override
    public byte[] get(long key) {
        try {
            return state.get(key);
        } catch (Exception e) {
            throw failed(e);
        }
    }

    @Override
    public void put(long key, byte[] template) {
        try {
            state.put(key, template);
        } catch (Exception e) {
            throw failed(e);
        }
    }

    @Override
    public void remove(long key) {
        try {
            state.remove(key);
        } catch (Exception e) {
            throw failed(e);
        }
    }

    @Override
    public void forEachKey(LongConsumer consumer) {
        try {
            for (Map.Entry<Long, byte[]> entry : state.entries()) {
                consumer.accept(entry.getKey());
            }
        } catch (Exception e) {
            throw failed(e);
        }
    }

    /** Removes all templates of the current key. */
    void clear() {
        state.clear();
    }

    private static FlinkRuntimeException failed(Exception cause) {
        return new FlinkRuntimeException("The state of the templates is not accessible.", cause);
    }
}
