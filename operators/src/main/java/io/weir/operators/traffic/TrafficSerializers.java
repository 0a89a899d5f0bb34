package io.weir.operators.traffic;

import io.weir.operators.tables.DistinctSketches;
import io.weir.operators.types.StateSerializer;
import io.weir.operators.types.ValueSerializer;
import io.weir.operators.types.ValueType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** The serializers of what the stages of rollups and Top-N send to each other and keep in state. */
public final class TrafficSerializers {

    public static final TypeInformation<TrafficParts> TRAFFIC_PARTS =
            ValueType.of(TrafficParts.class, TrafficPartsSerializer.INSTANCE);
    public static final TypeInformation<SeriesKey> SERIES_KEY =
            ValueType.of(SeriesKey.class, SeriesKeySerializer.INSTANCE);
    public static final TypeInformation<TopWindow> TOP_WINDOW =
            ValueType.of(TopWindow.class, TopWindowSerializer.INSTANCE);
    public static final TypeInformation<BucketTop> BUCKET_TOP =
            ValueType.of(BucketTop.class, BucketTopSerializer.INSTANCE);
    public static final TypeInformation<TopN> TOP_N =
            ValueType.of(TopN.class, TopNSerializer.INSTANCE);
    public static final TypeInformation<Rollup> ROLLUP =
            ValueType.of(Rollup.class, RollupSerializer.INSTANCE);

    private TrafficSerializers() {}

    static final class TrafficPartsSerializer extends ValueSerializer<TrafficParts> {

        static final TrafficPartsSerializer INSTANCE = new TrafficPartsSerializer();

        private static final long serialVersionUID = 1L;

        private TrafficPartsSerializer() {
            super(1);
        }

        @Override
        protected void write(TrafficParts parts, DataOutputView to) throws IOException {
            to.writeByte(parts.dimension().code());
            to.writeInt(parts.windowSeconds());
            to.writeByte(parts.bucket());
            to.writeLong(parts.windowEnd());
            writeLongs(parts.values(), to);
            to.writeBoolean(parts.texts() != null);
            if (parts.texts() != null) {
                for (String text : parts.texts()) {
                    StringValue.writeString(text, to);
                }
            }
            to.writeBoolean(parts.distincts() != null);
            if (parts.distincts() != null) {
                for (DistinctSketches sketches : parts.distincts()) {
                    sketches.write(to);
                }
            }
            to.writeLong(parts.remainder().most());
            writeTraffic(parts.remainder().traffic(), to);
        }

        @Override
        protected TrafficParts read(int version, DataInputView from) throws IOException {
            Dimension dimension = Dimension.ofCode(from.readByte());
            int windowSeconds = from.readInt();
            int bucket = from.readByte();
            long windowEnd = from.readLong();
            long[] values = readLongs(from);
            String[] texts = null;
            if (from.readBoolean()) {
                texts = new String[values.length / TrafficParts.stride(dimension)];
                for (int i = 0; i < texts.length; i++) {
                    texts[i] = StringValue.readString(from);
                }
            }
            DistinctSketches[] distincts = null;
            if (from.readBoolean()) {
                distincts = new DistinctSketches[values.length / TrafficParts.stride(dimension)];
                for (int i = 0; i < distincts.length; i++) {
                    distincts[i] = DistinctSketches.read(from);
                }
            }
            Remainder remainder = new Remainder(from.readLong(), readTraffic(from));
            return new TrafficParts(
                    dimension,
                    windowSeconds,
                    bucket,
                    windowEnd,
                    values,
                    texts,
                    distincts,
                    remainder);
        }

        @Override
        public TypeSerializerSnapshot<TrafficParts> snapshotConfiguration() {
            return new TrafficPartsSnapshot();
        }
    }

    /** What savepoints keep of the serializer of parts of sums. */
    public static final class TrafficPartsSnapshot
            extends SimpleTypeSerializerSnapshot<TrafficParts> {
        public TrafficPartsSnapshot() {
            super(() -> TrafficPartsSerializer.INSTANCE);
        }
    }

    static final class SeriesKeySerializer extends ValueSerializer<SeriesKey> {

        static final SeriesKeySerializer INSTANCE = new SeriesKeySerializer();

        private static final long serialVersionUID = 1L;

        private SeriesKeySerializer() {
            super(1);
        }

        @Override
        protected void write(SeriesKey key, DataOutputView to) throws IOException {
            to.writeByte(key.dimension());
            to.writeInt(key.windowSeconds());
            to.writeByte(key.bucket());
        }

        @Override
        protected SeriesKey read(int version, DataInputView from) throws IOException {
            return new SeriesKey(from.readByte(), from.readInt(), from.readByte());
        }

        @Override
        public TypeSerializerSnapshot<SeriesKey> snapshotConfiguration() {
            return new SeriesKeySnapshot();
        }
    }

    /** What savepoints keep of the serializer of keys of totals. */
    public static final class SeriesKeySnapshot extends SimpleTypeSerializerSnapshot<SeriesKey> {
        public SeriesKeySnapshot() {
            super(() -> SeriesKeySerializer.INSTANCE);
        }
    }

    static final class TopWindowSerializer extends ValueSerializer<TopWindow> {

        static final TopWindowSerializer INSTANCE = new TopWindowSerializer();

        private static final long serialVersionUID = 1L;

        private TopWindowSerializer() {
            super(1);
        }

        @Override
        protected void write(TopWindow window, DataOutputView to) throws IOException {
            to.writeByte(window.dimension());
            to.writeInt(window.windowSeconds());
            to.writeLong(window.windowEnd());
        }

        @Override
        protected TopWindow read(int version, DataInputView from) throws IOException {
            return new TopWindow(from.readByte(), from.readInt(), from.readLong());
        }

        @Override
        public TypeSerializerSnapshot<TopWindow> snapshotConfiguration() {
            return new TopWindowSnapshot();
        }
    }

    /** What savepoints keep of the serializer of windows of Top-N. */
    public static final class TopWindowSnapshot extends SimpleTypeSerializerSnapshot<TopWindow> {
        public TopWindowSnapshot() {
            super(() -> TopWindowSerializer.INSTANCE);
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
            SeriesKeySerializer.INSTANCE.serialize(top.series(), to);
            to.writeLong(top.windowEnd());
            to.writeInt(top.windowSeconds());
            writeEntries(top.best(), to);
            writeTraffic(top.all(), to);
            to.writeLong(top.threshold());
            to.writeLong(top.missed());
        }

        @Override
        protected BucketTop read(int version, DataInputView from) throws IOException {
            return new BucketTop(
                    SeriesKeySerializer.INSTANCE.deserialize(from),
                    from.readLong(),
                    from.readInt(),
                    readEntries(from),
                    readTraffic(from),
                    from.readLong(),
                    from.readLong());
        }

        @Override
        public TypeSerializerSnapshot<BucketTop> snapshotConfiguration() {
            return new BucketTopSnapshot();
        }
    }

    /** What savepoints keep of the serializer of lists of buckets. */
    public static final class BucketTopSnapshot extends SimpleTypeSerializerSnapshot<BucketTop> {
        public BucketTopSnapshot() {
            super(() -> BucketTopSerializer.INSTANCE);
        }
    }

    static final class TopNSerializer extends ValueSerializer<TopN> {

        static final TopNSerializer INSTANCE = new TopNSerializer();

        private static final long serialVersionUID = 1L;

        private TopNSerializer() {
            super(1);
        }

        @Override
        protected void write(TopN top, DataOutputView to) throws IOException {
            to.writeByte(top.dimension().code());
            to.writeLong(top.windowStart());
            to.writeLong(top.windowEnd());
            writeEntries(top.entries(), to);
            writeTraffic(top.other(), to);
            to.writeByte(top.metric().code());
            to.writeLong(top.threshold());
            to.writeLong(top.revision());
            to.writeBoolean(top.complete());
        }

        @Override
        protected TopN read(int version, DataInputView from) throws IOException {
            return new TopN(
                    Dimension.ofCode(from.readByte()),
                    from.readLong(),
                    from.readLong(),
                    readEntries(from),
                    readTraffic(from),
                    Metric.ofCode(from.readByte()),
                    from.readLong(),
                    from.readLong(),
                    from.readBoolean());
        }

        @Override
        public TypeSerializerSnapshot<TopN> snapshotConfiguration() {
            return new TopNSnapshot();
        }
    }

    /** What savepoints keep of the serializer of Top-N lists. */
    public static final class TopNSnapshot extends SimpleTypeSerializerSnapshot<TopN> {
        public TopNSnapshot() {
            super(() -> TopNSerializer.INSTANCE);
        }
    }

    static final class RollupSerializer extends ValueSerializer<Rollup> {

        static final RollupSerializer INSTANCE = new RollupSerializer();

        private static final long serialVersionUID = 1L;

        private RollupSerializer() {
            super(1);
        }

        @Override
        protected void write(Rollup rollup, DataOutputView to) throws IOException {
            to.writeByte(rollup.dimension().code());
            to.writeLong(rollup.windowStart());
            to.writeLong(rollup.windowEnd());
            writeKey(rollup.key(), to);
            to.writeBoolean(rollup.isOther());
            to.writeByte(rollup.bucket());
            writeTraffic(rollup.traffic(), to);
            writeDistinct(rollup.distinct(), to);
            to.writeLong(rollup.interfaceSpeed());
        }

        @Override
        protected Rollup read(int version, DataInputView from) throws IOException {
            return new Rollup(
                    Dimension.ofCode(from.readByte()),
                    from.readLong(),
                    from.readLong(),
                    readKey(from),
                    from.readBoolean(),
                    from.readByte(),
                    readTraffic(from),
                    readDistinct(from),
                    from.readLong());
        }

        @Override
        public TypeSerializerSnapshot<Rollup> snapshotConfiguration() {
            return new RollupSnapshot();
        }
    }

    /** What savepoints keep of the serializer of sums of keys. */
    public static final class RollupSnapshot extends SimpleTypeSerializerSnapshot<Rollup> {
        public RollupSnapshot() {
            super(() -> RollupSerializer.INSTANCE);
        }
    }

    static final class TotalsTableSerializer extends StateSerializer<TotalsTable> {

        static final TotalsTableSerializer INSTANCE = new TotalsTableSerializer();

        private static final long serialVersionUID = 1L;

        private TotalsTableSerializer() {
            super(1);
        }

        @Override
        public TotalsTable createInstance() {
            return new TotalsTable(1);
        }

        @Override
        public TotalsTable copy(TotalsTable from) {
            return from.copy();
        }

        @Override
        protected void write(TotalsTable table, DataOutputView to) throws IOException {
            table.write(to);
        }

        @Override
        protected TotalsTable read(int written, DataInputView from) throws IOException {
            return TotalsTable.read(from);
        }

        @Override
        public TypeSerializerSnapshot<TotalsTable> snapshotConfiguration() {
            return new TotalsTableSnapshot();
        }
    }

    /** What savepoints keep of the serializer of totals. */
    public static final class TotalsTableSnapshot
            extends SimpleTypeSerializerSnapshot<TotalsTable> {
        public TotalsTableSnapshot() {
            super(() -> TotalsTableSerializer.INSTANCE);
        }
    }

    private static void writeLongs(long[] values, DataOutputView to) throws IOException {
        to.writeInt(values.length);
        for (long value : values) {
            to.writeLong(value);
        }
    }

    private static long[] readLongs(DataInputView from) throws IOException {
        long[] values = new long[from.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = from.readLong();
        }
        return values;
    }

    private static void writeEntries(List<TopEntry> entries, DataOutputView to) throws IOException {
        to.writeInt(entries.size());
        for (TopEntry entry : entries) {
            writeKey(entry.key(), to);
            writeTraffic(entry.traffic(), to);
            to.writeLong(entry.missed());
            writeDistinct(entry.distinct(), to);
        }
    }

    private static List<TopEntry> readEntries(DataInputView from) throws IOException {
        int size = from.readInt();
        List<TopEntry> entries = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            entries.add(
                    new TopEntry(
                            readKey(from), readTraffic(from), from.readLong(), readDistinct(from)));
        }
        return entries;
    }

    private static void writeKey(TrafficKey key, DataOutputView to) throws IOException {
        to.writeLong(key.first());
        to.writeLong(key.second());
        to.writeLong(key.third());
        to.writeLong(key.fourth());
        StringValue.writeString(key.text(), to);
    }

    private static TrafficKey readKey(DataInputView from) throws IOException {
        return new TrafficKey(
                from.readLong(),
                from.readLong(),
                from.readLong(),
                from.readLong(),
                StringValue.readString(from));
    }

    private static void writeTraffic(Traffic traffic, DataOutputView to) throws IOException {
        to.writeLong(traffic.bytes());
        to.writeLong(traffic.packets());
        to.writeLong(traffic.flows());
    }

    private static Traffic readTraffic(DataInputView from) throws IOException {
        return new Traffic(from.readLong(), from.readLong(), from.readLong());
    }

    private static void writeDistinct(@Nullable Distinct distinct, DataOutputView to)
            throws IOException {
        to.writeBoolean(distinct != null);
        if (distinct != null) {
            to.writeLong(distinct.hosts());
            to.writeLong(distinct.ports());
        }
    }

    @Nullable
    private static Distinct readDistinct(DataInputView from) throws IOException {
        return from.readBoolean() ? new Distinct(from.readLong(), from.readLong()) : null;
    }
}
