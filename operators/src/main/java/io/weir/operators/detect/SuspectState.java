package io.weir.operators.detect;

import io.weir.codec.IpAddress;
import io.weir.operators.detect.DetectSerializers.EvidenceSerializer;
import io.weir.operators.tables.DistinctSketches;
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
 * What is known of a suspect: its window, and the seconds that the watermark has not passed yet.
 * These wait, so that each is judged once and as a whole, in the order of time, whichever subtasks
 * its parts came from. Changed in place.
 */
public final class SuspectState {

    /** Subtasks are seconds apart; what is more is judged early. */
    static final int MAX_WAITING = 64;

    private final EvidenceWindow window;

    /** In the order of seconds, one for each. */
    private final List<Evidence> waiting;

    SuspectState() {
        this(new EvidenceWindow(), new ArrayList<>(1));
    }

    private SuspectState(EvidenceWindow window, List<Evidence> waiting) {
        this.window = window;
        this.waiting = waiting;
    }

    EvidenceWindow window() {
        return window;
    }

    List<Evidence> waiting() {
        return waiting;
    }

    void await(Evidence evidence) {
        int at = waiting.size();
        while (at > 0 && waiting.get(at - 1).second() > evidence.second()) {
            at--;
        }
        if (at > 0 && waiting.get(at - 1).second() == evidence.second()) {
            waiting.set(at - 1, waiting.get(at - 1).plus(evidence));
        } else {
            waiting.add(at, evidence);
        }
    }

    private SuspectState copy() {
        return new SuspectState(window.copy(), new ArrayList<>(waiting));
    }

    /** The serializer of the state of a suspect. The state is changed in place: copies are deep. */
    public static final class Serializer extends StateSerializer<SuspectState> {

        static final Serializer INSTANCE = new Serializer();

        private static final long serialVersionUID = 1L;

        private Serializer() {
            super(2);
        }

        @Override
        protected void write(SuspectState state, DataOutputView to) throws IOException {
            to.writeInt(state.waiting.size());
            for (Evidence evidence : state.waiting) {
                EvidenceSerializer.INSTANCE.serialize(evidence, to);
            }
            writeWindow(state.window, to);
        }

        private static void writeWindow(EvidenceWindow window, DataOutputView to)
                throws IOException {
            to.writeInt(window.panes().size());
            for (Pane pane : window.panes()) {
                to.writeLong(pane.startMillis);
                to.writeLong(pane.flows);
                to.writeLong(pane.packets);
                to.writeLong(pane.bytes);
                to.writeLong(pane.received);
                to.writeLong(pane.answered);
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
        protected SuspectState read(int written, DataInputView from) throws IOException {
            List<Evidence> waiting = new ArrayList<>(1);
            for (int left = from.readInt(); left > 0; left--) {
                waiting.add(EvidenceSerializer.INSTANCE.deserialize(from));
            }
            return new SuspectState(readWindow(written, from), waiting);
        }

        private static EvidenceWindow readWindow(int written, DataInputView from)
                throws IOException {
            List<Pane> panes = new ArrayList<>();
            for (int left = from.readInt(); left > 0; left--) {
                Pane pane = new Pane(from.readLong());
                pane.flows = from.readLong();
                pane.packets = from.readLong();
                pane.bytes = from.readLong();
                pane.received = written == 1 ? 0 : from.readLong();
                pane.answered = from.readLong();
                DistinctSketches more = DetectSerializers.readSketches(from);
                pane.more = more;
                panes.add(pane);
            }
            List<IpAddress> exporters = new ArrayList<>();
            for (int left = from.readInt(); left > 0; left--) {
                exporters.add(IpAddressSerializer.INSTANCE.deserialize(from));
            }
            EvidenceWindow window = new EvidenceWindow();
            window.restore(panes, exporters);
            for (int left = from.readInt(); left > 0; left--) {
                window.restore(DetectSerializers.readObservation(from), from.readLong());
            }
            return window;
        }

        @Override
        public SuspectState createInstance() {
            return new SuspectState();
        }

        @Override
        public SuspectState copy(SuspectState from) {
            return from.copy();
        }

        @Override
        public TypeSerializerSnapshot<SuspectState> snapshotConfiguration() {
            return new Snapshot();
        }
    }

    /** What savepoints keep of the serializer: its class. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<SuspectState> {
        public Snapshot() {
            super(() -> Serializer.INSTANCE);
        }
    }
}
