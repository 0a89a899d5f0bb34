package io.weir.operators.conversations;

import io.weir.codec.IpAddress;
import io.weir.operators.traffic.VarLong;
import io.weir.operators.types.StateSerializer;
import io.weir.operators.types.ValueSerializer;
import io.weir.operators.types.ValueType;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The serializers of what the stages of conversations send to each other and keep in state. */
public final class ConversationSerializers {

    public static final TypeInformation<ConversationRecords> RECORDS =
            ValueType.of(ConversationRecords.class, RecordsSerializer.INSTANCE);
    public static final TypeInformation<Conversation> CONVERSATION =
            ValueType.of(Conversation.class, ConversationSerializer.INSTANCE);

    private static final int GOES_ON = 0;

    private ConversationSerializers() {}

    static final class RecordsSerializer extends ValueSerializer<ConversationRecords> {

        static final RecordsSerializer INSTANCE = new RecordsSerializer();

        private static final long serialVersionUID = 1L;

        private RecordsSerializer() {
            super(1);
        }

        @Override
        protected void write(ConversationRecords records, DataOutputView to) throws IOException {
            to.writeByte(records.bucket());
            to.writeInt(records.count());
            for (long value : records.values()) {
                VarLong.write(value, to);
            }
        }

        @Override
        protected ConversationRecords read(int version, DataInputView from) throws IOException {
            int bucket = from.readByte();
            long[] values = new long[from.readInt() * RecordLayout.STRIDE];
            for (int i = 0; i < values.length; i++) {
                values[i] = VarLong.read(from);
            }
            return new ConversationRecords(bucket, values);
        }

        @Override
        public TypeSerializerSnapshot<ConversationRecords> snapshotConfiguration() {
            return new RecordsSnapshot();
        }
    }

    /** What savepoints keep of the serializer of records. */
    public static final class RecordsSnapshot
            extends SimpleTypeSerializerSnapshot<ConversationRecords> {
        public RecordsSnapshot() {
            super(() -> RecordsSerializer.INSTANCE);
        }
    }

    static final class ConversationSerializer extends ValueSerializer<Conversation> {

        static final ConversationSerializer INSTANCE = new ConversationSerializer();

        private static final long serialVersionUID = 1L;

        private ConversationSerializer() {
            super(1);
        }

        @Override
        protected void write(Conversation conversation, DataOutputView to) throws IOException {
            write(conversation.source(), to);
            write(conversation.destination(), to);
            to.writeByte(conversation.protocol());
            write(conversation.exporter(), to);
            VarLong.write(conversation.clientEvidence(), to);
            to.writeBoolean(conversation.isSampled());
            to.writeLong(conversation.openedMillis());
            to.writeLong(conversation.firstStartMillis());
            to.writeLong(conversation.startMillis());
            to.writeLong(conversation.endMillis());
            VarLong.write(conversation.records(), to);
            to.writeByte(conversation.isFinal() ? conversation.ending().code() : GOES_ON);
        }

        @Override
        protected Conversation read(int version, DataInputView from) throws IOException {
            return new Conversation(
                    readEnd(from),
                    readEnd(from),
                    from.readUnsignedByte(),
                    readAddress(from),
                    VarLong.read(from),
                    from.readBoolean(),
                    from.readLong(),
                    from.readLong(),
                    from.readLong(),
                    from.readLong(),
                    VarLong.read(from),
                    readEnding(from));
        }

        private static void write(End end, DataOutputView to) throws IOException {
            write(end.address(), to);
            to.writeShort(end.port());
            VarLong.write(end.bytes(), to);
            VarLong.write(end.packets(), to);
            to.writeShort(end.tcpFlags());
        }

        private static End readEnd(DataInputView from) throws IOException {
            return new End(
                    readAddress(from),
                    from.readUnsignedShort(),
                    VarLong.read(from),
                    VarLong.read(from),
                    from.readUnsignedShort());
        }

        private static void write(IpAddress address, DataOutputView to) throws IOException {
            to.writeLong(address.high());
            to.writeLong(address.low());
        }

        private static IpAddress readAddress(DataInputView from) throws IOException {
            return new IpAddress(from.readLong(), from.readLong());
        }

        private static Ending readEnding(DataInputView from) throws IOException {
            int code = from.readByte();
            return code == GOES_ON ? null : Ending.ofCode(code);
        }

        @Override
        public TypeSerializerSnapshot<Conversation> snapshotConfiguration() {
            return new ConversationSnapshot();
        }
    }

    /** What savepoints keep of the serializer of conversations. */
    public static final class ConversationSnapshot
            extends SimpleTypeSerializerSnapshot<Conversation> {
        public ConversationSnapshot() {
            super(() -> ConversationSerializer.INSTANCE);
        }
    }

    static final class BucketSerializer extends StateSerializer<ConversationBucket> {

        static final BucketSerializer INSTANCE = new BucketSerializer();

        private static final long serialVersionUID = 1L;

        private BucketSerializer() {
            super(1);
        }

        @Override
        protected void write(ConversationBucket bucket, DataOutputView to) throws IOException {
            bucket.write(to);
        }

        @Override
        protected ConversationBucket read(int written, DataInputView from) throws IOException {
            return ConversationBucket.read(from);
        }

        @Override
        public ConversationBucket createInstance() {
            return new ConversationBucket();
        }

        @Override
        public ConversationBucket copy(ConversationBucket from) {
            return from.copy();
        }

        @Override
        public TypeSerializerSnapshot<ConversationBucket> snapshotConfiguration() {
            return new BucketSnapshot();
        }
    }

    /** What savepoints keep of the serializer of buckets. */
    public static final class BucketSnapshot
            extends SimpleTypeSerializerSnapshot<ConversationBucket> {
        public BucketSnapshot() {
            super(() -> BucketSerializer.INSTANCE);
        }
    }
}
