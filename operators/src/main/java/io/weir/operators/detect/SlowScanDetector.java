package io.weir.operators.detect;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Counts what {@link EvidenceDetector} found nothing in over a window of hours. Once it finds a
 * suspect, all that is known here is part of that finding, and forgotten.
 *
 * <p>State per suspect: one {@link EvidenceWindow} in panes of {@link #PANE_MILLIS}, dropped when
 * its last pane has passed; of who did a single thing, a sixth of the window after it, so that
 * forged addresses do not take the room for hours. A subtask takes no more than {@link
 * #MAX_SUSPECTS} at a time.
 */
public final class SlowScanDetector extends KeyedProcessFunction<Suspect, JudgedEvidence, Finding> {

    /** The name of the counter of flows against suspects for whom there was no room. */
    public static final String SLOW_EVIDENCE_REFUSED = "slowEvidenceRefused";

    /** The name of the gauge of suspects in state. */
    public static final String SLOW_SUSPECTS = "slowSuspects";

    static final long PANE_MILLIS = Duration.ofMinutes(10).toMillis();
    static final int MAX_SUSPECTS = 1 << 17;

    private static final long serialVersionUID = 1L;

    /** Who did a single thing is remembered for such a part of the window. */
    private static final long LONE_PART = 6;

    private final long windowMillis;
    private final ByNetwork<SlowScan> judgements;
    private final int maxSuspects;

    private transient ValueState<EvidenceWindow> windows;
    private transient Counter refused;

    /** After a restart those of before are not in it, until the last of them has gone. */
    private transient int suspects;

    /**
     * @param window a multiple of 10 minutes
     * @param judgements by the network of the suspect
     */
    public SlowScanDetector(Duration window, ByNetwork<SlowScan> judgements) {
        this(window, judgements, MAX_SUSPECTS);
    }

    SlowScanDetector(Duration window, ByNetwork<SlowScan> judgements, int maxSuspects) {
        this.windowMillis = window.toMillis();
        this.judgements = judgements;
        this.maxSuspects = maxSuspects;
    }

    /** Whether it is about attempts at TCP connections as they were, and not sampled. */
    public static boolean concerns(JudgedEvidence judged) {
        return judged.suspect().kind() == EvidenceKind.TCP_ATTEMPT && judged.suspect().scope() == 0;
    }

    @Override
    public void open(OpenContext context) {
        judgements.open();
        windows =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "slow-suspect", EvidenceWindowSerializer.INSTANCE));
        refused = getRuntimeContext().getMetricGroup().counter(SLOW_EVIDENCE_REFUSED);
        getRuntimeContext().getMetricGroup().gauge(SLOW_SUSPECTS, () -> suspects);
    }

    @Override
    public void close() {
        judgements.close();
    }

    @Override
    public void processElement(JudgedEvidence judged, Context context, Collector<Finding> out)
            throws Exception {
        EvidenceWindow window = windows.value();
        SlowScan judgement = judgements.of(judged.suspect().address());
        if (judgement == null || judged.isFound()) {
            if (window != null) {
                forget();
            }
            return;
        }
        Evidence evidence = judged.evidence();
        if (window == null) {
            if (evidence.flows() == 0) {
                return; // answers to nobody who is suspected
            }
            if (suspects >= maxSuspects) {
                refused.inc(evidence.flows());
                return;
            }
            window = new EvidenceWindow(PANE_MILLIS);
            suspects++;
        }
        window.add(evidence);
        window.forgetBefore(window.end() - windowMillis);
        windows.update(window);
        TimerService timers = context.timerService();
        awaitEnd(window, timers);
        judge(judgement, window, evidence, timers, out::collect);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Finding> out)
            throws Exception {
        EvidenceWindow window = windows.value();
        if (window == null) {
            return;
        }
        SlowScan judgement = judgements.of(context.getCurrentKey().address());
        window.forgetBefore(
                Math.floorDiv(timestamp, PANE_MILLIS) * PANE_MILLIS + PANE_MILLIS - windowMillis);
        boolean isLoneTooLong = window.isLone() && loneUntil(window) <= timestamp;
        if (judgement == null || window.isEmpty() || isLoneTooLong) {
            forget();
            return;
        }
        windows.update(window);
        awaitEnd(window, context.timerService());
        if (timestamp < window.end() + PANE_MILLIS) {
            Evidence still = nothingAt(timestamp, context.getCurrentKey());
            judge(judgement, window, still, context.timerService(), out::collect);
        }
    }

    /** What holds is found again until the suspect has been silent for a pane. */
    private static void judge(
            SlowScan judgement,
            EvidenceWindow window,
            Evidence added,
            TimerService timers,
            Consumer<Finding> findings) {
        judgement.judge(
                window,
                added,
                finding -> {
                    findings.accept(finding);
                    timers.registerEventTimeTimer(Repetition.after(added.lastReceivedMillis()));
                });
    }

    /** Also where a timer came early: before a restart the window may have been shorter. */
    private void awaitEnd(EvidenceWindow window, TimerService timers) {
        if (window.isLone()) {
            timers.registerEventTimeTimer(loneUntil(window));
        }
        timers.registerEventTimeTimer(window.end() - PANE_MILLIS + windowMillis);
    }

    private long loneUntil(EvidenceWindow window) {
        return window.end() + windowMillis / LONE_PART;
    }

    private void forget() {
        windows.clear();
        suspects = Math.max(0, suspects - 1);
    }

    private static Evidence nothingAt(long millis, Suspect suspect) {
        return new Evidence(
                suspect,
                Math.floorDiv(millis, 1_000L),
                0,
                0,
                0,
                0,
                0,
                millis,
                millis,
                List.of(),
                List.of(),
                List.of(),
                null);
    }
}
