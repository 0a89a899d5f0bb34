package io.weir.operators.topn;

import io.weir.codec.IpAddress;
import io.weir.operators.types.IpAddressSerializer;
import io.weir.operators.types.ValueSerializer;
import io.weir.operators.types.ValueType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The serializers of what the Top-N stages send to each other and keep in state. */
public final class TopNSerializers {

    public static final TypeInformation<TalkerPart> TALKER_PART =
            ValueType.of(TalkerPart.class, TalkerPartSerializer.INSTANCE);
    public static final TypeInformation<WindowBucket> WINDOW_BUCKET =
            ValueType.of(WindowBucket.class, WindowBucketSerializer.INSTANCE);
    public static final TypeInformation<BucketTop> BUCKET_TOP =
            ValueType.of(BucketTop.class, BucketTopSerializer.INSTANCE);
    public static final TypeInformation<TopTalkers> TOP_TALKERS =
            ValueType.of(TopTalkers.class, TopTalkersSerializer.INSTANCE);

    private TopNSerializers() {}

    static final class TalkerSerializer extends ValueSerializer<Talker> {

        static final TalkerSerializer INSTANCE = new TalkerSerializer();

        private static final long serialVersionUID = 1L;

        private TalkerSerializer() {
            super(1);
        }

        @Override
        protected void write(Talker talker, DataOutputView to) throws IOException {
            to.writeBoolean(talker.host() != null);
            if (talker.host() != null) {
                IpAddressSerializer.INSTANCE.serialize(talker.host(), to);
            }
            to.writeLong(talker.bytes());
            to.writeLong(talker.packets());
            to.writeLong(talker.flows());
        }

        @Override
        protected Talker read(int version, DataInputView from) throws IOException {
            IpAddress host =
                    from.readBoolean() ? IpAddressSerializer.INSTANCE.deserialize(from) : null;
            return new Talker(host, from.readLong(), from.readLong(), from.readLong());
        }

        @Override
        public TypeSerializerSnapshot<Talker> snapshotConfiguration() {
            return new TalkerSnapshot();
        }
    }

    /** What savepoints keep of the serializer of talkers. */
    public static final class TalkerSnapshot extends SimpleTypeSerializerSnapshot<Talker> {
        public TalkerSnapshot() {
            super(() -> TalkerSerializer.INSTANCE);
        }
    }

    static final class TalkerPartSerializer extends ValueSerializer<TalkerPart> {

        static final TalkerPartSerializer INSTANCE = new TalkerPartSerializer();

        private static final long serialVersionUID = 1L;

        private TalkerPartSerializer() {
            super(1);
        }

        @Override
        protected void write(TalkerPart part, DataOutputView to) throws IOException {
            to.writeLong(part.windowStart());
            IpAddressSerializer.INSTANCE.serialize(part.host(), to);
            to.writeLong(part.bytes());
            to.writeLong(part.packets());
            to.writeLong(part.flows());
        }

        @Override
        protected TalkerPart read(int version, DataInputView from) throws IOException {
            return new TalkerPart(
                    from.readLong(),
                    IpAddressSerializer.INSTANCE.deserialize(from),
                    from.readLong(),
                    from.readLong(),
                    from.readLong());
        }

        @Override
        public TypeSerializerSnapshot<TalkerPart> snapshotConfiguration() {
            return new TalkerPartSnapshot();
        }
    }

    /** What savepoints keep of the serializer of parts. */
    public static final class TalkerPartSnapshot extends SimpleTypeSerializerSnapshot<TalkerPart> {
        public TalkerPartSnapshot() {
            super(() -> TalkerPartSerializer.INSTANCE);
        }
    }

    static final class WindowBucketSerializer extends ValueSerializer<WindowBucket> {

        static final WindowBucketSerializer INSTANCE = new WindowBucketSerializer();

        private static final long serialVersionUID = 1L;

        private WindowBucketSerializer() {
            super(1);
        }

        @Override
        protected void write(WindowBucket key, DataOutputView to) throws IOException {
            to.writeLong(key.windowStart());
            to.writeInt(key.bucket());
        }

        @Override
        protected WindowBucket read(int version, DataInputView from) throws IOException {
            return new WindowBucket(from.readLong(), from.readInt());
        }

        @Override
        public TypeSerializerSnapshot<WindowBucket> snapshotConfiguration() {
            return new WindowBucketSnapshot();
        }
    }

    /** What savepoints keep of the serializer of bucket keys. */
    public static final class WindowBucketSnapshot
            extends SimpleTypeSerializerSnapshot<WindowBucket> {
        public WindowBucketSnapshot() {
            super(() -> WindowBucketSerializer.INSTANCE);
        }
    }

    static final class BucketTopSerializer extends ValueSerializer<BucketTop> {

        static final BucketTopSerializer INSTANCE = new BucketTopSerializer();

        private static final long serialVersionUID = 1L;

        private BucketTopSerializer() {
            super(1);
        }

        @Override
        protected void write(BucketTop top, DataOutputView to) throws IOException {
            WindowBucketSerializer.INSTANCE.serialize(top.bucket(), to);
            writeTalkers(top.best(), to);
            TalkerSerializer.INSTANCE.serialize(top.all(), to);
        }

        @Override
        protected BucketTop read(int version, DataInputView from) throws IOException {
            return new BucketTop(
                    WindowBucketSerializer.INSTANCE.deserialize(from),
                    readTalkers(from),
                    TalkerSerializer.INSTANCE.deserialize(from));
        }

        @Override
        public TypeSerializerSnapshot<BucketTop> snapshotConfiguration() {
            return new BucketTopSnapshot();
        }
    }

    /** What savepoints keep of the serializer of bucket lists. */
    public static final class BucketTopSnapshot extends SimpleTypeSerializerSnapshot<BucketTop> {
        public BucketTopSnapshot() {
            super(() -> BucketTopSerializer.INSTANCE);
        }
    }

    static final class TopTalkersSerializer extends ValueSerializer<TopTalkers> {

        static final TopTalkersSerializer INSTANCE = new TopTalkersSerializer();

        private static final long serialVersionUID = 1L;

        private TopTalkersSerializer() {
            super(1);
        }

        @Override
        protected void write(TopTalkers top, DataOutputView to) throws IOException {
            to.writeLong(top.windowStart());
            to.writeLong(top.windowEnd());
            writeTalkers(top.talkers(), to);
            TalkerSerializer.INSTANCE.serialize(top.other(), to);
            to.writeLong(top.revision());
            to.writeBoolean(top.complete());
        }

        @Override
        protected TopTalkers read(int version, DataInputView from) throws IOException {
            return new TopTalkers(
                    from.readLong(),
                    from.readLong(),
                    readTalkers(from),
                    TalkerSerializer.INSTANCE.deserialize(from),
                    from.readLong(),
                    from.readBoolean());
        }

        @Override
        public TypeSerializerSnapshot<TopTalkers> snapshotConfiguration() {
            return new TopTalkersSnapshot();
        }
    }

    /** What savepoints keep of the serializer of Top-N lists. */
    public static final class TopTalkersSnapshot extends SimpleTypeSerializerSnapshot<TopTalkers> {
        public TopTalkersSnapshot() {
            super(() -> TopTalkersSerializer.INSTANCE);
        }
    }

    private static void writeTalkers(List<Talker> talkers, DataOutputView to) throws IOException {
        to.writeInt(talkers.size());
        for (Talker talker : talkers) {
            TalkerSerializer.INSTANCE.serialize(talker, to);
        }
    }

    private static List<Talker> readTalkers(DataInputView from) throws IOException {
        int size = from.readInt();
        List<Talker> talkers = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            talkers.add(TalkerSerializer.INSTANCE.deserialize(from));
        }
        return talkers;
    }
}
