package io.weir.job.output.message;

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
final class MessageSerializer extends MutableSerializer<Message> {

    static final MessageSerializer INSTANCE = new MessageSerializer();

    static final TypeInformation<Message> TYPE = ValueType.of(Message.class, INSTANCE);

    private static final long serialVersionUID = 1L;
    private static final int NO_KEY = -1;

    private MessageSerializer() {}

    @Override
    public Message createInstance() {
        return new Message();
    }

    @Override
    public Message copy(Message from) {
        Message copy = new Message();
        copy.set(from.key(), from.value(), from.timestampMillis());
        return copy;
    }

    @Override
    public void serialize(Message message, DataOutputView to) throws IOException {
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
    public Message deserialize(DataInputView from) throws IOException {
        return deserialize(new Message(), from);
    }

    @Override
    public Message deserialize(Message reuse, DataInputView from) throws IOException {
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
    public TypeSerializerSnapshot<Message> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What savepoints keep of this serializer: its class. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Message> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
