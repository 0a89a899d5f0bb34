package io.weir.operators.detect;

import io.weir.operators.detect.DetectSerializers.FindingSerializer;
import io.weir.operators.traffic.Rollup;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Compares the traffic of a service, an autonomous system or an interface in each minute with what
 * is usual for it. Keyed by {@link MeasuredTraffic#scope}. What is found is found again every
 * {@link Repetition#STEP_MILLIS} until the next minute is known, so that one alert lasts as long as
 * the anomaly.
 *
 * <p>State: a few numbers for each that had a tenth of the bound in a minute of the last day.
 */
public final class VolumeAnomaly extends KeyedProcessFunction<String, Rollup, Finding>
        implements CheckpointedFunction {

    /** All rules of anomalous volumes. */
    static final List<Rule> RULES = MeasuredTraffic.RULES;

    static final Duration PANE = MeasuredTraffic.WINDOW;

    private static final long serialVersionUID = 1L;

    /** Totals of a minute are published seconds after its end, and so are those of the next one. */
    private static final long STANDS_MILLIS = 90_000;

    private static final int LEARNED_PART = 10;

    private final long bitsPerSecond;
    private final Learning learning;

    private transient LearningStart learningStart;
    private transient ValueState<Baseline> baselines;

    /** What was found in the last minute that is known; null if it was usual. */
    private transient ValueState<Finding> standing;

    /**
     * @param bitsPerSecond on average over the minute, from which on traffic is worth a finding
     * @param warmUp how long it is learned what is usual before anything is found
     */
    public VolumeAnomaly(long bitsPerSecond, Duration warmUp) {
        this.bitsPerSecond = bitsPerSecond;
        this.learning = new Learning(PANE, warmUp);
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
        baselines =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "baseline", BaselineSerializer.INSTANCE));
        standing =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>("standing", FindingSerializer.INSTANCE));
    }

    @Override
    public void processElement(Rollup rollup, Context context, Collector<Finding> out)
            throws Exception {
        learningStart.see(rollup.windowStart());
        Baseline known = baselines.value();
        double level = MeasuredTraffic.bitsPerSecond(rollup);
        if (known == null && level * LEARNED_PART < bitsPerSecond) {
            return;
        }
        Usual usual = learning.usual(known, rollup.windowStart(), learningStart.millis());
        Baseline learned =
                learning.learn(known, rollup.windowStart(), level, learningStart.millis());
        baselines.update(learned);
        context.timerService().registerEventTimeTimer(forgottenAt(learned));
        if (learned.paneStart() > rollup.windowStart()) {
            return; // a minute of before has more: what is now counts
        }
        if (level < bitsPerSecond || !usual.isExceededBy(level)) {
            standing.clear();
            return;
        }
        Finding finding = MeasuredTraffic.finding(rollup, context.getCurrentKey());
        if (standing.value() == null) {
            out.collect(finding);
        }
        standing.update(finding);
        context.timerService().registerEventTimeTimer(Repetition.after(rollup.windowEnd()));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Finding> out)
            throws Exception {
        Finding finding = standing.value();
        if (finding != null) {
            stand(finding, timestamp, context, out);
        }
        Baseline known = baselines.value();
        if (known != null && timestamp >= forgottenAt(known)) {
            baselines.clear();
        }
    }

    private void stand(
            Finding finding, long timestamp, OnTimerContext context, Collector<Finding> out)
            throws Exception {
        if (timestamp > finding.windowEnd() + STANDS_MILLIS) {
            standing.clear();
            return;
        }
        out.collect(finding.at(timestamp));
        context.timerService().registerEventTimeTimer(Repetition.after(timestamp));
    }

    private static long forgottenAt(Baseline known) {
        // Whole hours: one timer, not one for each minute.
        long hour = Duration.ofHours(1).toMillis();
        long last = Math.floorDiv(known.paneStart(), hour) * hour;
        return last + Learning.FORGOTTEN_AFTER.toMillis() + hour;
    }
}
