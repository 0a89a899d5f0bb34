package io.weir.operators.duplicates;

import io.weir.operators.types.MutableSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes the flows that one bucket has seen, after a format version. */
public final class SeenFlowsSerializer extends MutableSerializer<SeenFlows> {

    static final SeenFlowsSerializer INSTANCE = new SeenFlowsSerializer();

    private static final long serialVersionUID = 1L;
    private static final byte VERSION = 1;

    private SeenFlowsSerializer() {}

    @Override
    public void serialize(SeenFlows flows, DataOutputView to) throws IOException {
        to.writeByte(VERSION);
        flows.write(to);
    }

    @Override
    public SeenFlows deserialize(DataInputView from) throws IOException {
        byte version = from.readByte();
        if (version != VERSION) {
            throw new IOException(
                    "Flows seen have format version "
                            + version
                            + ", not 1. Run the build that wrote the state, or a newer one.");
        }
        return SeenFlows.read(from);
    }

    @Override
    public SeenFlows deserialize(SeenFlows reuse, DataInputView from) throws IOException {
        return deserialize(from);
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
