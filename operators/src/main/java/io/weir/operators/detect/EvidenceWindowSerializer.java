package io.weir.operators.detect;

import io.weir.codec.IpAddress;
import io.weir.operators.types.IpAddressSerializer;
import io.weir.operators.types.StateSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The serializer of windows whose panes have a length of their own. A window is changed in place:
 * copies are deep.
 */
public final class EvidenceWindowSerializer extends StateSerializer<EvidenceWindow> {

    static final EvidenceWindowSerializer INSTANCE = new EvidenceWindowSerializer();

    private static final long serialVersionUID = 1L;

    private EvidenceWindowSerializer() {
        super(2);
    }

    @Override
    protected void write(EvidenceWindow window, DataOutputView to) throws IOException {
        to.writeLong(window.paneMillis());
        writeContent(window, to);
    }

    /** Writes all but the length of the panes. */
    static void writeContent(EvidenceWindow window, DataOutputView to) throws IOException {
        to.writeInt(window.panes().size());
        for (Pane pane : window.panes()) {
            to.writeLong(pane.startMillis);
            to.writeLong(pane.flows);
            to.writeLong(pane.packets);
            to.writeLong(pane.bytes);
            to.writeLong(pane.received);
            to.writeLong(pane.answered);
            DetectSerializers.writeFlowIds(pane.flowIds, to);
            DetectSerializers.writeSketches(pane.more, to);
        }
        to.writeInt(window.exporters().size());
        for (IpAddress exporter : window.exporters()) {
            IpAddressSerializer.INSTANCE.serialize(exporter, to);
        }
        to.writeInt(window.observations());
        for (int row = 0; row < window.observations(); row++) {
            DetectSerializers.writeObservation(window.observation(row), to);
            to.writeLong(window.paneOfObservation(row));
        }
    }

    @Override
    protected EvidenceWindow read(int written, DataInputView from) throws IOException {
        EvidenceWindow window = new EvidenceWindow(from.readLong());
        readContent(window, written, from);
        return window;
    }

    /**
     * Reads into an empty window what {@link #writeContent} wrote.
     *
     * @param written the format, which the state of suspects shares: 1 had neither ids of flows nor
     *     what was received
     */
    static void readContent(EvidenceWindow window, int written, DataInputView from)
            throws IOException {
        List<Pane> panes = new ArrayList<>();
        for (int left = from.readInt(); left > 0; left--) {
            Pane pane = new Pane(from.readLong());
            pane.flows = from.readLong();
            pane.packets = from.readLong();
            pane.bytes = from.readLong();
            pane.received = written > 1 ? from.readLong() : 0;
            pane.answered = from.readLong();
            pane.flowIds = written > 1 ? DetectSerializers.readFlowIds(from) : List.of();
            pane.more = DetectSerializers.readSketches(from);
            panes.add(pane);
        }
        List<IpAddress> exporters = new ArrayList<>();
        for (int left = from.readInt(); left > 0; left--) {
            exporters.add(IpAddressSerializer.INSTANCE.deserialize(from));
        }
        window.restore(panes, exporters);
        for (int left = from.readInt(); left > 0; left--) {
            window.restore(DetectSerializers.readObservation(from), from.readLong());
        }
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

    /** What savepoints keep of the serializer: its class. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<EvidenceWindow> {
        public Snapshot() {
            super(() -> EvidenceWindowSerializer.INSTANCE);
        }
    }
}
