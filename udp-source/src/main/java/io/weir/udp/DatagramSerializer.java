package io.weir.udp;

import java.io.IOException;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes a {@link Datagram} as fixed header and payload, big-endian:
 *
 * <pre>
 *   receivedMillis  8 bytes
 *   sourceHigh      8
 *   sourceLow       8
 *   sourcePort      2, unsigned
 *   connection      8
 *   length          2, unsigned: no length read from anywhere can ask for more than 65,535 bytes
 *   payload         length
 * </pre>
 */
@PublicEvolving
public final class DatagramSerializer extends TypeSerializerSingleton<Datagram> {

    public static final DatagramSerializer INSTANCE = new DatagramSerializer();

    private static final long serialVersionUID = 1L;

    private static final Datagram EMPTY = new Datagram(0, 0, 0, 0, new byte[0]);

    private DatagramSerializer() {}

    /** True: a datagram is never changed, so copies are shared. */
    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public Datagram createInstance() {
        return EMPTY;
    }

    @Override
    public Datagram copy(Datagram from) {
        return from;
    }

    @Override
    public Datagram copy(Datagram from, Datagram reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(Datagram datagram, DataOutputView target) throws IOException {
        target.writeLong(datagram.receivedMillis());
        target.writeLong(datagram.sourceHigh());
        target.writeLong(datagram.sourceLow());
        target.writeShort(datagram.sourcePort());
        target.writeLong(datagram.connection());
        target.writeShort(datagram.payload().length);
        target.write(datagram.payload());
    }

    @Override
    public Datagram deserialize(DataInputView source) throws IOException {
        long receivedMillis = source.readLong();
        long sourceHigh = source.readLong();
        long sourceLow = source.readLong();
        int sourcePort = source.readUnsignedShort();
        long connection = source.readLong();
        byte[] payload = new byte[source.readUnsignedShort()];
        source.readFully(payload);
        return new Datagram(receivedMillis, sourceHigh, sourceLow, sourcePort, connection, payload);
    }

    @Override
    public Datagram deserialize(Datagram reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        // Not target.write(source, length): DataOutputSerializer does not grow for it.
        serialize(deserialize(source), target);
    }

    @Override
    public TypeSerializerSnapshot<Datagram> snapshotConfiguration() {
        return new Snapshot();
    }

    /** The serializer as savepoints know it: it has no configuration, its class is its format. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Datagram> {

        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
