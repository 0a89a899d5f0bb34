package io.weir.operators.detect;

import io.weir.operators.detect.DetectSerializers.EvidenceSerializer;
import io.weir.operators.types.StateSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What is known of a suspect: its window, what was learned of it over hours where that is asked
 * for, and the seconds that the watermark has not passed yet. These wait, so that each is judged
 * once and as a whole, in the order of time, whichever subtasks its parts came from. Changed in
 * place.
 */
public final class SuspectState {

    /** Subtasks are seconds apart; what is more is judged early. */
    static final int MAX_WAITING = 64;

    private final EvidenceWindow window;

    /** In the order of seconds, one for each. */
    private final List<Evidence> waiting;

    @Nullable private Baseline baseline;

    /** When a timer comes to forget panes; not kept in savepoints: then one more timer is set. */
    private long forgetsAtMillis = Long.MIN_VALUE;

    SuspectState() {
        this(new EvidenceWindow(), new ArrayList<>(1), null);
    }

    private SuspectState(
            EvidenceWindow window, List<Evidence> waiting, @Nullable Baseline baseline) {
        this.window = window;
        this.waiting = waiting;
        this.baseline = baseline;
    }

    EvidenceWindow window() {
        return window;
    }

    List<Evidence> waiting() {
        return waiting;
    }

    /** What was learned of it; null where nothing is. */
    @Nullable
    Baseline baseline() {
        return baseline;
    }

    void baseline(@Nullable Baseline learned) {
        baseline = learned;
    }

    /** Whether a timer is to come, after this time, to forget panes. */
    boolean willForget(long nowMillis) {
        return forgetsAtMillis > nowMillis;
    }

    /** Takes note that a timer comes then to forget panes. */
    void willForgetAt(long millis) {
        forgetsAtMillis = millis;
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
        return new SuspectState(window.copy(), new ArrayList<>(waiting), baseline);
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
            EvidenceWindowSerializer.writeContent(state.window, to);
            to.writeBoolean(state.baseline != null);
            if (state.baseline != null) {
                BaselineSerializer.INSTANCE.serialize(state.baseline, to);
            }
        }

        @Override
        protected SuspectState read(int written, DataInputView from) throws IOException {
            List<Evidence> waiting = new ArrayList<>(1);
            for (int left = from.readInt(); left > 0; left--) {
                waiting.add(EvidenceSerializer.INSTANCE.deserialize(from));
            }
            EvidenceWindow window = new EvidenceWindow();
            EvidenceWindowSerializer.readContent(window, written, from);
            boolean hasLearned = written > 1 && from.readBoolean();
            return new SuspectState(
                    window,
                    waiting,
                    hasLearned ? BaselineSerializer.INSTANCE.deserialize(from) : null);
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
