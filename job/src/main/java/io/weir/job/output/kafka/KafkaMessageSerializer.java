package io.weir.job.output.kafka;

import io.weir.operators.types.MutableSerializer;
import io.weir.operators.types.ValueType;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * For messages on their way to the sink. That is in the same chain, so it works only where somebody
 * has switched chaining off. It is in no state.
 */
final class KafkaMessageSerializer extends MutableSerializer<KafkaMessage> {

    static final KafkaMessageSerializer INSTANCE = new KafkaMessageSerializer();

    static final TypeInformation<KafkaMessage> TYPE = ValueType.of(KafkaMessage.class, INSTANCE);

    private static final long serialVersionUID = 1L;
    private static final int NO_KEY = -1;

    private KafkaMessageSerializer() {}

    @Override
    public KafkaMessage createInstance() {
        return new KafkaMessage();
    }

    @Override
    public KafkaMessage copy(KafkaMessage from) {
        KafkaMessage copy = new KafkaMessage();
        copy.set(from.key(), from.value(), from.timestampMillis());
        return copy;
    }

    @Override
    public void serialize(KafkaMessage message, DataOutputView to) throws IOException {
        byte[] key = message.key();
        to.writeInt(key == null ? NO_KEY : key.length);
        if (key != null) {
            to.write(key);
        }
        to.writeInt(message.value().length);
        to.write(message.value());
        to.writeLong(message.timestampMillis());
    }

    @Override
    public KafkaMessage deserialize(DataInputView from) throws IOException {
        return deserialize(new KafkaMessage(), from);
    }

    @Override
    public KafkaMessage deserialize(KafkaMessage reuse, DataInputView from) throws IOException {
        int keyLength = from.readInt();
        byte[] key = keyLength == NO_KEY ? null : read(keyLength, from);
        byte[] value = read(from.readInt(), from);
        reuse.set(key, value, from.readLong());
        return reuse;
    }

    private static byte[] read(int length, DataInputView from) throws IOException {
        byte[] bytes = new byte[length];
        from.readFully(bytes);
        return bytes;
    }

    @Override
    public TypeSerializerSnapshot<KafkaMessage> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What savepoints keep of this serializer: its class. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<KafkaMessage> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
