package io.weir.operators.enrich;

import io.weir.operators.types.MutableSerializer;
import io.weir.operators.types.ValueType;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Says that enriched flows are read where they are made: what is known of them refers to tables of
 * the process. All that reads them is chained to what enriches; Flink asks for bytes or copies only
 * where chaining or object reuse was taken away.
 */
public final class EnrichedFlowsSerializer extends MutableSerializer<EnrichedFlows> {

    public static final EnrichedFlowsSerializer INSTANCE = new EnrichedFlowsSerializer();

    /** The type information of enriched flows. */
    public static final TypeInformation<EnrichedFlows> TYPE =
            ValueType.of(EnrichedFlows.class, INSTANCE);

    private static final long serialVersionUID = 1L;

    private EnrichedFlowsSerializer() {}

    @Override
    public void serialize(EnrichedFlows flows, DataOutputView to) {
        throw doesNotLeave();
    }

    @Override
    public EnrichedFlows deserialize(DataInputView from) {
        throw doesNotLeave();
    }

    @Override
    public EnrichedFlows deserialize(EnrichedFlows reuse, DataInputView from) {
        throw doesNotLeave();
    }

    @Override
    public EnrichedFlows copy(EnrichedFlows from) {
        throw doesNotLeave();
    }

    @Override
    public EnrichedFlows createInstance() {
        return null;
    }

    private static UnsupportedOperationException doesNotLeave() {
        return new UnsupportedOperationException(
                "Enriched flows are read in the chain that makes them: leave Flink's"
                        + " pipeline.operator-chaining.enabled and pipeline.object-reuse on.");
    }

    @Override
    public TypeSerializerSnapshot<EnrichedFlows> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What savepoints would keep of this serializer: its class. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<EnrichedFlows> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
