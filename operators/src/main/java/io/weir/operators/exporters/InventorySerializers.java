package io.weir.operators.exporters;

import io.weir.operators.types.ValueSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The serializers of what the inventory keeps in state. */
public final class InventorySerializers {

    private InventorySerializers() {}

    static final class ActivitySerializer extends ValueSerializer<ExporterActivity> {

        static final ActivitySerializer INSTANCE = new ActivitySerializer();

        private static final long serialVersionUID = 1L;

        private ActivitySerializer() {
            super(1);
        }

        @Override
        protected void write(ExporterActivity activity, DataOutputView to) throws IOException {
            ActivityFormat.write(activity, to);
        }

        @Override
        protected ExporterActivity read(int version, DataInputView from) throws IOException {
            return ActivityFormat.readActivity(from);
        }

        @Override
        public TypeSerializerSnapshot<ExporterActivity> snapshotConfiguration() {
            return new ActivitySnapshot();
        }
    }

    /** What savepoints keep of the serializer of minutes. */
    public static final class ActivitySnapshot
            extends SimpleTypeSerializerSnapshot<ExporterActivity> {
        public ActivitySnapshot() {
            super(() -> ActivitySerializer.INSTANCE);
        }
    }

    static final class RowSerializer extends ValueSerializer<ExporterRow> {

        static final RowSerializer INSTANCE = new RowSerializer();

        private static final long serialVersionUID = 1L;

        private RowSerializer() {
            super(1);
        }

        @Override
        protected void write(ExporterRow row, DataOutputView to) throws IOException {
            to.writeLong(row.firstSeenMillis());
            to.writeLong(row.lastSeenMillis());
            to.writeBoolean(row.silent());
            to.writeLong(row.revision());
            ActivityFormat.write(row.totals(), to);
            to.writeLong(row.minuteMillis());
            ActivityFormat.write(row.lastMinute(), to);
            to.writeLong(row.checkAtMillis());
            to.writeInt(row.receptions().size());
            for (Map.Entry<Integer, Reception> reception : row.receptions().entrySet()) {
                to.writeInt(reception.getKey());
                write(reception.getValue(), to);
            }
        }

        private static void write(Reception reception, DataOutputView to) throws IOException {
            to.writeLong(reception.run());
            to.writeLong(reception.lastMillis());
            to.writeInt(reception.domains().size());
            for (Reception.Sequence sequence : reception.domains()) {
                ActivityFormat.write(sequence.protocol(), to);
                to.writeLong(sequence.domain());
                to.writeLong(sequence.last());
            }
        }

        @Override
        protected ExporterRow read(int version, DataInputView from) throws IOException {
            return new ExporterRow(
                    from.readLong(),
                    from.readLong(),
                    from.readBoolean(),
                    from.readLong(),
                    ActivityFormat.readAccounts(from),
                    from.readLong(),
                    ActivityFormat.readActivity(from),
                    from.readLong(),
                    readReceptions(from));
        }

        private static Map<Integer, Reception> readReceptions(DataInputView from)
                throws IOException {
            Map<Integer, Reception> receptions = new TreeMap<>();
            for (int left = from.readInt(); left > 0; left--) {
                receptions.put(
                        from.readInt(),
                        new Reception(from.readLong(), from.readLong(), readSequences(from)));
            }
            return receptions;
        }

        private static List<Reception.Sequence> readSequences(DataInputView from)
                throws IOException {
            List<Reception.Sequence> sequences = new ArrayList<>();
            for (int left = from.readInt(); left > 0; left--) {
                sequences.add(
                        new Reception.Sequence(
                                ActivityFormat.readProtocol(from),
                                from.readLong(),
                                from.readLong()));
            }
            return sequences;
        }

        @Override
        public TypeSerializerSnapshot<ExporterRow> snapshotConfiguration() {
            return new RowSnapshot();
        }
    }

    /** What savepoints keep of the serializer of exporters. */
    public static final class RowSnapshot extends SimpleTypeSerializerSnapshot<ExporterRow> {
        public RowSnapshot() {
            super(() -> RowSerializer.INSTANCE);
        }
    }
}
