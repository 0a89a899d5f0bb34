package io.weir.operators.duplicates;

import io.weir.operators.types.StateSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes the flows that one bucket has seen, after a format version. */
public final class SeenFlowsSerializer extends StateSerializer<SeenFlows> {

    static final SeenFlowsSerializer INSTANCE = new SeenFlowsSerializer();

    private static final long serialVersionUID = 1L;

    private SeenFlowsSerializer() {
        super(1);
    }

    @Override
    protected void write(SeenFlows flows, DataOutputView to) throws IOException {
        flows.write(to);
    }

    @Override
    protected SeenFlows read(int written, DataInputView from) throws IOException {
        return SeenFlows.read(from);
    }

    @Override
    public SeenFlows copy(SeenFlows from) {
        return from.copy();
    }

    @Override
    public SeenFlows createInstance() {
        return new SeenFlows();
    }

    @Override
    public TypeSerializerSnapshot<SeenFlows> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What savepoints keep of this serializer: its class. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<SeenFlows> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
