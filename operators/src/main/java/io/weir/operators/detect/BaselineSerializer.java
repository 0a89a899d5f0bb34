package io.weir.operators.detect;

import io.weir.operators.types.ValueSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The serializer of what was learned. */
public final class BaselineSerializer extends ValueSerializer<Baseline> {

    static final BaselineSerializer INSTANCE = new BaselineSerializer();

    private static final long serialVersionUID = 1L;

    private BaselineSerializer() {
        super(1);
    }

    @Override
    protected void write(Baseline value, DataOutputView to) throws IOException {
        to.writeLong(value.paneStart());
        to.writeDouble(value.level());
        to.writeDouble(value.mean());
        to.writeDouble(value.deviation());
    }

    @Override
    protected Baseline read(int version, DataInputView from) throws IOException {
        return new Baseline(
                from.readLong(), from.readDouble(), from.readDouble(), from.readDouble());
    }

    @Override
    public TypeSerializerSnapshot<Baseline> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What savepoints keep of the serializer: its class. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Baseline> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
