package io.weir.operators.types;

import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The exporter's address in sixteen bytes, and the connection in eight. */
public final class TransportSessionSerializer extends ValueSerializer<TransportSession> {

    public static final TransportSessionSerializer INSTANCE = new TransportSessionSerializer();

    /** The type information of transport sessions. */
    public static final TypeInformation<TransportSession> TYPE =
            ValueType.of(TransportSession.class, INSTANCE);

    private static final long serialVersionUID = 1L;

    private TransportSessionSerializer() {
        super(1);
    }

    @Override
    protected void write(TransportSession session, DataOutputView to) throws IOException {
        to.writeLong(session.exporterHigh());
        to.writeLong(session.exporterLow());
        to.writeLong(session.connection());
    }

    @Override
    protected TransportSession read(int version, DataInputView from) throws IOException {
        return new TransportSession(from.readLong(), from.readLong(), from.readLong());
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
