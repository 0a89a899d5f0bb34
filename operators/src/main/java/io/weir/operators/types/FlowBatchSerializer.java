package io.weir.operators.types;

import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.flow.FlowField.Shape;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes the columns that a batch uses, for the hop that spreads one exporter's flows over all
 * subtasks.
 */
public final class FlowBatchSerializer extends MutableSerializer<FlowBatch> {

    public static final FlowBatchSerializer INSTANCE = new FlowBatchSerializer();

    /** The type information of batches. */
    public static final TypeInformation<FlowBatch> TYPE = ValueType.of(FlowBatch.class, INSTANCE);

    private static final long serialVersionUID = 1L;
    private static final byte VERSION = 3;

    /** Without the skew of the exporter's clock. */
    private static final byte VERSION_WITHOUT_SKEW = 2;

    /** Without the payload also, which no field pointed into. */
    private static final byte VERSION_WITHOUT_PAYLOAD = 1;

    private static final byte[] NO_PAYLOAD = {};
    private static final FlowField[] FIELDS = FlowField.values();

    /** By presence word: the fields that point into the payload. */
    private static final long[] SLICES = slices();

    private FlowBatchSerializer() {}

    @Override
    public void serialize(FlowBatch batch, DataOutputView to) throws IOException {
        to.writeByte(VERSION);
        to.writeByte(batch.protocol().code());
        to.writeLong(batch.exporterHigh());
        to.writeLong(batch.exporterLow());
        to.writeShort(batch.exporterPort());
        to.writeLong(batch.domain());
        to.writeLong(batch.sequence());
        to.writeLong(batch.exportMillis());
        to.writeLong(batch.receivedMillis());
        to.writeLong(batch.clockSkewMillis());
        int size = batch.size();
        to.writeInt(size);
        writePayload(batch, to);
        to.writeByte(FlowBatch.PRESENCE_WORDS);
        for (int word = 0; word < FlowBatch.PRESENCE_WORDS; word++) {
            long[] presence = batch.presence(word);
            long used = writeColumn(presence, size, to);
            for (; used != 0; used &= used - 1) {
                FlowField field = FIELDS[word * 64 + Long.numberOfTrailingZeros(used)];
                writeColumn(batch.column(field), size, to);
                if (field.shape() == Shape.ADDRESS) {
                    writeColumn(batch.highColumn(field), size, to);
                }
            }
        }
    }

    /** The datagram, and behind it what was appended, cross only if some flow points into them. */
    private static void writePayload(FlowBatch batch, DataOutputView to) throws IOException {
        if (hasSlices(batch)) {
            to.writeInt(batch.payload().length + batch.appendedLength());
            to.write(batch.payload());
            to.write(batch.appended(), 0, batch.appendedLength());
        } else {
            to.writeInt(0);
        }
    }

    private static boolean hasSlices(FlowBatch batch) {
        for (int word = 0; word < FlowBatch.PRESENCE_WORDS; word++) {
            long[] presence = batch.presence(word);
            for (int row = 0; row < batch.size(); row++) {
                if ((presence[row] & SLICES[word]) != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private static long[] slices() {
        long[] words = new long[FlowBatch.PRESENCE_WORDS];
        for (FlowField field : FIELDS) {
            if (field.shape() == Shape.BYTES) {
                words[field.index() >>> 6] |= 1L << field.index();
            }
        }
        return words;
    }

    /** Returns the OR of all values. */
    private static long writeColumn(long[] column, int size, DataOutputView to) throws IOException {
        long all = 0;
        for (int row = 0; row < size; row++) {
            to.writeLong(column[row]);
            all |= column[row];
        }
        return all;
    }

    @Override
    public FlowBatch deserialize(DataInputView from) throws IOException {
        return deserialize(new FlowBatch(), from);
    }

    @Override
    public FlowBatch deserialize(FlowBatch batch, DataInputView from) throws IOException {
        byte version = from.readByte();
        if (version < VERSION_WITHOUT_PAYLOAD || version > VERSION) {
            throw new IOException("A flow batch has format version " + version + ", not 1 to 3.");
        }
        ExportProtocol protocol = ExportProtocol.ofCode(from.readByte());
        long exporterHigh = from.readLong();
        long exporterLow = from.readLong();
        int exporterPort = from.readUnsignedShort();
        batch.setHeader(protocol, from.readLong(), from.readLong(), from.readLong());
        batch.setOrigin(exporterHigh, exporterLow, exporterPort, from.readLong());
        batch.setClockSkew(version > VERSION_WITHOUT_SKEW ? from.readLong() : 0);
        int size = from.readInt();
        batch.clear();
        batch.append(size);
        batch.setPayload(version > VERSION_WITHOUT_PAYLOAD ? readPayload(from) : NO_PAYLOAD);
        int words = from.readByte();
        for (int word = 0; word < words; word++) {
            long used = readColumn(batch.presence(word), size, from);
            for (; used != 0; used &= used - 1) {
                FlowField field = FIELDS[word * 64 + Long.numberOfTrailingZeros(used)];
                readColumn(batch.column(field), size, from);
                if (field.shape() == Shape.ADDRESS) {
                    readColumn(batch.highColumn(field), size, from);
                }
            }
        }
        return batch;
    }

    private static byte[] readPayload(DataInputView from) throws IOException {
        byte[] payload = new byte[from.readInt()];
        from.readFully(payload);
        return payload;
    }

    private static long readColumn(long[] column, int size, DataInputView from) throws IOException {
        long all = 0;
        for (int row = 0; row < size; row++) {
            column[row] = from.readLong();
            all |= column[row];
        }
        return all;
    }

    @Override
    public FlowBatch createInstance() {
        return new FlowBatch();
    }

    @Override
    public FlowBatch copy(FlowBatch from) {
        return from.copy();
    }

    @Override
    public TypeSerializerSnapshot<FlowBatch> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What savepoints keep of this serializer: its class. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<FlowBatch> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
