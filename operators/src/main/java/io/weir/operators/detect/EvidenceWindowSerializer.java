package io.weir.operators.detect;

import io.weir.codec.IpAddress;
import io.weir.operators.types.IpAddressSerializer;
import io.weir.operators.types.StateSerializer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The serializer of the state of a suspect. The state is changed in place, so copies are deep. */
public final class EvidenceWindowSerializer extends StateSerializer<EvidenceWindow> {

    static final EvidenceWindowSerializer INSTANCE = new EvidenceWindowSerializer();

    private static final long serialVersionUID = 1L;

    private EvidenceWindowSerializer() {
        super(1);
    }

    @Override
    protected void write(EvidenceWindow window, DataOutputView to) throws IOException {
        to.writeInt(window.observationPanes().size());
        for (Map.Entry<Observation, Long> entry : window.observationPanes().entrySet()) {
            to.writeLong(entry.getKey().peerHigh());
            to.writeLong(entry.getKey().peerLow());
            to.writeInt(entry.getKey().number());
            to.writeLong(entry.getValue());
        }
        to.writeInt(window.panes().size());
        for (Map.Entry<Long, EvidenceWindow.Pane> entry : window.panes().entrySet()) {
            to.writeLong(entry.getKey());
            to.writeLong(entry.getValue().flows());
            to.writeLong(entry.getValue().packets());
            to.writeLong(entry.getValue().bytes());
        }
        to.writeInt(window.exporters().size());
        for (IpAddress exporter : window.exporters()) {
            IpAddressSerializer.INSTANCE.serialize(exporter, to);
        }
    }

    @Override
    protected EvidenceWindow read(int written, DataInputView from) throws IOException {
        Map<Observation, Long> observations = new LinkedHashMap<>();
        for (int left = from.readInt(); left > 0; left--) {
            observations.put(
                    new Observation(from.readLong(), from.readLong(), from.readInt()),
                    from.readLong());
        }
        Map<Long, EvidenceWindow.Pane> panes = new LinkedHashMap<>();
        for (int left = from.readInt(); left > 0; left--) {
            panes.put(
                    from.readLong(),
                    new EvidenceWindow.Pane(from.readLong(), from.readLong(), from.readLong()));
        }
        Set<IpAddress> exporters = new LinkedHashSet<>();
        for (int left = from.readInt(); left > 0; left--) {
            exporters.add(IpAddressSerializer.INSTANCE.deserialize(from));
        }
        return new EvidenceWindow(observations, panes, exporters);
    }

    @Override
    public EvidenceWindow createInstance() {
        return new EvidenceWindow();
    }

    @Override
    public EvidenceWindow copy(EvidenceWindow from) {
        return from.copy();
    }

    @Override
    public TypeSerializerSnapshot<EvidenceWindow> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What savepoints keep of this serializer: its class. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<EvidenceWindow> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
