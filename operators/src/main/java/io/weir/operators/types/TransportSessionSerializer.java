package io.weir.operators.types;

import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The exporter's address in sixteen bytes, and the connection in eight; in format 2 the port in two
 * more.
 *
 * <p>It writes keys of state, and RocksDB looks a key up by its bytes: a session is written the
 * same way for ever, so that those without a port stay in format 1.
 */
public final class TransportSessionSerializer extends ValueSerializer<TransportSession> {

    public static final TransportSessionSerializer INSTANCE = new TransportSessionSerializer();

    /** The type information of transport sessions. */
    public static final TypeInformation<TransportSession> TYPE =
            ValueType.of(TransportSession.class, INSTANCE);

    private static final long serialVersionUID = 1L;

    private static final int WITHOUT_PORT = 1;
    private static final int WITH_PORT = 2;

    private TransportSessionSerializer() {
        super(WITH_PORT);
    }

    @Override
    protected int versionOf(TransportSession session) {
        return session.port() == TransportSession.ANY_PORT ? WITHOUT_PORT : WITH_PORT;
    }

    @Override
    protected void write(TransportSession session, DataOutputView to) throws IOException {
        to.writeLong(session.exporterHigh());
        to.writeLong(session.exporterLow());
        to.writeLong(session.connection());
        if (session.port() != TransportSession.ANY_PORT) {
            to.writeShort(session.port());
        }
    }

    @Override
    protected TransportSession read(int version, DataInputView from) throws IOException {
        long high = from.readLong();
        long low = from.readLong();
        long connection = from.readLong();
        int port = version == WITHOUT_PORT ? TransportSession.ANY_PORT : from.readUnsignedShort();
        return new TransportSession(high, low, port, connection);
    }

    @Override
    public TypeSerializerSnapshot<TransportSession> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What savepoints keep of this serializer: its class. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<TransportSession> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
