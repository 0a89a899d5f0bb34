package io.weir.operators.detect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Counts the evidence against each suspect over a sliding window of 10-second panes. Each second
 * with evidence is judged once, as soon as the watermark has passed it: then all of it is there,
 * whatever it came by. So findings do not depend on how sums were cut, on parallelism or on who ran
 * ahead.
 *
 * <p>State per suspect: one {@link SuspectState}, dropped when its last pane has passed and nothing
 * is left of what was learned of it. A subtask takes no more than {@link #MAX_SUSPECTS} at a time,
 * of those that made a single observation half as many.
 */
public final class EvidenceDetector extends KeyedProcessFunction<Suspect, Evidence, Finding>
        implements CheckpointedFunction {

    /** The name of the counter of flows whose second is before the window of what came before. */
    public static final String EVIDENCE_LATE = "evidenceLate";

    /** The name of the counter of flows against suspects for whom there was no room. */
    public static final String EVIDENCE_REFUSED = "evidenceRefused";

    /** The name of the gauge of suspects in state. */
    public static final String SUSPECTS = "suspects";

    /** All that was judged, for detections that look at more than a window. */
    public static final OutputTag<JudgedEvidence> JUDGED =
            new OutputTag<>("judged", DetectSerializers.JUDGED_EVIDENCE);

    static final int MAX_SUSPECTS = 1 << 17;

    private static final long serialVersionUID = 1L;

    private final DetectionsByNetwork detections;
    private final int maxSuspects;

    private transient ValueState<SuspectState> states;
    private transient Counter late;
    private transient Counter refused;

    private transient LearningStart learningStart;

    /** After a restart those of before are not in it, until the last of them has gone. */
    private transient int suspects;

    /** The same detections for all suspects; at most one of each kind of evidence. */
    public EvidenceDetector(List<Detection> detections) {
        this(DetectionsByNetwork.everywhere(detections));
    }

    public EvidenceDetector(DetectionsByNetwork detections) {
        this(detections, MAX_SUSPECTS);
    }

    EvidenceDetector(DetectionsByNetwork detections, int maxSuspects) {
        this.detections = detections;
        this.maxSuspects = maxSuspects;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        learningStart = new LearningStart(context.getOperatorStateStore());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        learningStart.snapshot();
    }

    @Override
    public void open(OpenContext context) {
        detections.open();
        states =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "suspect", SuspectState.Serializer.INSTANCE));
        late = getRuntimeContext().getMetricGroup().counter(EVIDENCE_LATE);
        refused = getRuntimeContext().getMetricGroup().counter(EVIDENCE_REFUSED);
        getRuntimeContext().getMetricGroup().gauge(SUSPECTS, () -> suspects);
    }

    @Override
    public void close() {
        detections.close();
    }

    @Override
    public void processElement(Evidence evidence, Context context, Collector<Finding> out)
            throws Exception {
        learningStart.see(evidence.firstReceivedMillis());
        SuspectState state = states.value();
        if (state == null) {
            if (evidence.flows() == 0) {
                return; // answers to nobody who is suspected
            }
            if (!hasRoomFor(evidence)) {
                refused.inc(evidence.flows());
                return;
            }
            state = new SuspectState();
            suspects++;
        }
        state.await(evidence);
        if (state.waiting().size() > SuspectState.MAX_WAITING) {
            judge(state, state.waiting().remove(0), context, out::collect);
        }
        states.update(state);
        context.timerService().registerEventTimeTimer(evidence.endMillis());
    }

    private boolean hasRoomFor(Evidence evidence) {
        boolean isLone = evidence.observations().size() <= 1;
        return suspects < (isLone ? maxSuspects / 2 : maxSuspects);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Finding> out)
            throws Exception {
        SuspectState state = states.value();
        if (state == null) {
            return;
        }
        List<Evidence> waiting = state.waiting();
        while (!waiting.isEmpty() && waiting.get(0).endMillis() <= timestamp) {
            judge(state, waiting.remove(0), context, out::collect);
        }
        Detection detection = detections.of(context.getCurrentKey());
        long windowMillis = detection == null ? 0 : detection.window().toMillis();
        long end = EvidenceWindow.paneOf(timestamp) + EvidenceWindow.PANE_MILLIS;
        EvidenceWindow window = state.window();
        window.forgetBefore(end - windowMillis);
        if (!window.isEmpty()) {
            // Also where a timer came early: before a restart the window may have been shorter.
            if (!state.willForget(timestamp)) {
                long last = window.end() - EvidenceWindow.PANE_MILLIS;
                context.timerService().registerEventTimeTimer(last + windowMillis);
                state.willForgetAt(last + windowMillis);
            }
        } else if (waiting.isEmpty() && isForgotten(state, context)) {
            states.clear();
            suspects = Math.max(0, suspects - 1);
            return;
        }
        states.update(state);
    }

    private static boolean isForgotten(SuspectState state, OnTimerContext context) {
        if (state.baseline() == null) {
            return true;
        }
        long end = state.baseline().paneStart() + Learning.FORGOTTEN_AFTER.toMillis();
        context.timerService().registerEventTimeTimer(end);
        return context.timestamp() >= end;
    }

    private void judge(
            SuspectState state, Evidence evidence, Context context, Consumer<Finding> findings) {
        Detection detection = detections.of(evidence.suspect());
        if (detection == null) {
            return; // is switched off, here or since
        }
        Duration length = detection.window();
        EvidenceWindow window = state.window();
        long pane = EvidenceWindow.paneOf(evidence.endMillis() - 1);
        long start = Math.max(pane + EvidenceWindow.PANE_MILLIS, window.end()) - length.toMillis();
        if (pane < start) {
            late.inc(evidence.flows());
            return;
        }
        window.forgetBefore(start);
        window.add(evidence);
        List<Finding> found = new ArrayList<>();
        judge(detection, state, evidence, pane, found::add);
        found.forEach(findings);
        context.output(JUDGED, new JudgedEvidence(evidence, !found.isEmpty()));
    }

    private void judge(
            Detection detection,
            SuspectState state,
            Evidence evidence,
            long pane,
            Consumer<Finding> findings) {
        EvidenceWindow window = state.window();
        Learning learning = detection.learning();
        if (learning == null) {
            detection.judgement().judge(window, evidence, findings);
            return;
        }
        long since = learningStart.millis();
        window.compareWith(learning.usual(state.baseline(), pane, since));
        detection.judgement().judge(window, evidence, findings);
        double level = detection.judgement().level(window);
        state.baseline(learning.learn(state.baseline(), pane, level, since));
    }
}
