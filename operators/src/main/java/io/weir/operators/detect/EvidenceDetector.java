package io.weir.operators.detect;

import io.weir.codec.IpAddress;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Counts the evidence against each suspect over a sliding window and reports a finding each time
 * new evidence leaves a condition true. State per suspect: one {@link EvidenceWindow}, dropped when
 * its last pane has passed.
 */
public final class EvidenceDetector extends KeyedProcessFunction<IpAddress, Evidence, Finding> {

    /** The name of the counter of partial sums older than the window of what came before. */
    public static final String EVIDENCE_LATE = "evidenceLate";

    private static final long serialVersionUID = 1L;

    private final Judgement judgement;
    private final long windowMillis;

    private transient ValueState<EvidenceWindow> windows;
    private transient Counter late;

    /**
     * @param window what is counted together; a multiple of {@link EvidenceWindow#PANE_MILLIS}
     */
    public EvidenceDetector(Judgement judgement, Duration window) {
        this.judgement = judgement;
        this.windowMillis = window.toMillis();
    }

    @Override
    public void open(OpenContext context) {
        windows =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "window", EvidenceWindowSerializer.INSTANCE));
        late = getRuntimeContext().getMetricGroup().counter(EVIDENCE_LATE);
    }

    @Override
    public void processElement(Evidence evidence, Context context, Collector<Finding> out)
            throws Exception {
        EvidenceWindow window = windows.value();
        if (window == null) {
            window = new EvidenceWindow();
        }
        long pane = EvidenceWindow.paneOf(evidence.lastReceivedMillis());
        long start = Math.max(pane + EvidenceWindow.PANE_MILLIS, window.end()) - windowMillis;
        if (pane < start) {
            late.inc();
            return;
        }
        window.forgetBefore(start);
        window.add(evidence);
        windows.update(window);
        context.timerService().registerEventTimeTimer(pane + windowMillis);
        judgement.judge(window, evidence, out::collect);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Finding> out)
            throws Exception {
        EvidenceWindow window = windows.value();
        if (window == null) {
            return;
        }
        window.forgetBefore(timestamp + EvidenceWindow.PANE_MILLIS - windowMillis);
        if (window.isEmpty()) {
            windows.clear();
        } else {
            windows.update(window);
        }
    }
}
