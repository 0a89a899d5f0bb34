package io.weir.job.rawtopic;

import io.weir.job.rawtopic.RawRecord.Foreign;
import io.weir.job.rawtopic.RawRecord.Heartbeat;
import io.weir.job.rawtopic.RawRecord.Received;
import io.weir.operators.types.ValueSerializer;
import io.weir.operators.types.ValueType;
import io.weir.udp.DatagramSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * For records of the raw topic between operators. Those around it are chained, so it works only
 * where somebody has switched chaining off.
 */
final class RawRecordSerializer extends ValueSerializer<RawRecord> {

    static final RawRecordSerializer INSTANCE = new RawRecordSerializer();

    static final TypeInformation<RawRecord> TYPE = ValueType.of(RawRecord.class, INSTANCE);

    private static final long serialVersionUID = 1L;

    private static final byte RECEIVED = 1;
    private static final byte HEARTBEAT = 2;
    private static final byte FOREIGN = 3;

    private RawRecordSerializer() {
        super(1);
    }

    @Override
    protected void write(RawRecord record, DataOutputView to) throws IOException {
        if (record instanceof Received received) {
            to.writeByte(RECEIVED);
            DatagramSerializer.INSTANCE.serialize(received.datagram(), to);
        } else if (record instanceof Heartbeat heartbeat) {
            to.writeByte(HEARTBEAT);
            to.writeInt(heartbeat.partition());
            to.writeLong(heartbeat.writer());
            to.writeLong(heartbeat.completeMillis());
        } else if (record instanceof Foreign foreign) {
            to.writeByte(FOREIGN);
            ForeignSerializer.INSTANCE.serialize(foreign, to);
        }
    }

    @Override
    protected RawRecord read(int version, DataInputView from) throws IOException {
        byte kind = from.readByte();
        return switch (kind) {
            case RECEIVED -> new Received(DatagramSerializer.INSTANCE.deserialize(from));
            case HEARTBEAT -> new Heartbeat(from.readInt(), from.readLong(), from.readLong());
            case FOREIGN -> ForeignSerializer.INSTANCE.deserialize(from);
            default -> throw new IOException("There is no kind " + kind + " of raw records.");
        };
    }

    @Override
    public TypeSerializerSnapshot<RawRecord> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What savepoints keep of this serializer: its class. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<RawRecord> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
