package io.weir.job.rawtopic;

import io.weir.job.rawtopic.RawRecord.Foreign;
import io.weir.operators.types.ValueSerializer;
import io.weir.operators.types.ValueType;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** For foreign records on their way to the dead letters. */
final class ForeignSerializer extends ValueSerializer<Foreign> {

    static final ForeignSerializer INSTANCE = new ForeignSerializer();

    static final TypeInformation<Foreign> TYPE = ValueType.of(Foreign.class, INSTANCE);

    private static final long serialVersionUID = 1L;
    private static final int NULL = -1;

    private ForeignSerializer() {
        super(1);
    }

    @Override
    protected void write(Foreign foreign, DataOutputView to) throws IOException {
        to.writeUTF(foreign.reason().name());
        to.writeInt(foreign.partition());
        to.writeLong(foreign.offset());
        to.writeLong(foreign.timestampMillis());
        writeBytes(foreign.key(), to);
        writeBytes(foreign.value(), to);
    }

    @Override
    protected Foreign read(int version, DataInputView from) throws IOException {
        return new Foreign(
                ForeignReason.valueOf(from.readUTF()),
                from.readInt(),
                from.readLong(),
                from.readLong(),
                readBytes(from),
                readBytes(from));
    }

    private static void writeBytes(byte[] bytes, DataOutputView to) throws IOException {
        if (bytes == null) {
            to.writeInt(NULL);
            return;
        }
        to.writeInt(bytes.length);
        to.write(bytes);
    }

    private static byte[] readBytes(DataInputView from) throws IOException {
        int length = from.readInt();
        if (length == NULL) {
            return null;
        }
        byte[] bytes = new byte[length];
        from.readFully(bytes);
        return bytes;
    }

    @Override
    public TypeSerializerSnapshot<Foreign> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What savepoints keep of this serializer: its class. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Foreign> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
