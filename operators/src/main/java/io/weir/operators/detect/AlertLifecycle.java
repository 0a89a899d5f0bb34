package io.weir.operators.detect;

import io.weir.operators.detect.Alert.Status;
import io.weir.operators.detect.suppress.Suppressions;
import io.weir.operators.enrich.file.WatchedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Makes alerts of findings: opened with the first, told again each time the count has grown
 * tenfold, closed when no finding came for a while. Keyed by the id of the rule, so that what a
 * rule may open is one number, whatever the parallelism.
 *
 * <p>Bounded by the number of rules: of each, at most so many alerts are open, and one that is one
 * too many closes the oldest. What a rule may not open in its minute is held back: counted, told of
 * by one alert that has no entity, and opened by a later finding if there is one. All that is
 * judged, minutes and suppressions too, goes by the time of the finding: a run that sees the same
 * findings again does the same.
 */
public final class AlertLifecycle extends KeyedProcessFunction<String, Finding, Alert> {

    /** The names of the counters, which each rule has. */
    public static final String ALERTS_OPENED = "alertsOpened";

    public static final String ALERTS_EVICTED = "alertsEvicted";
    public static final String FINDINGS_HELD_BACK = "findingsHeldBack";
    public static final String FINDINGS_SUPPRESSED = "findingsSuppressed";

    private static final long serialVersionUID = 1L;

    /** All alerts of a rule share their timers, and are looked through at most this often. */
    private static final long TIMER_STEP_MILLIS = 1_000;

    private final AlertPolicy policy;
    private final long quietMillis;

    private transient ValueState<RuleAlerts> state;
    private transient Map<String, RuleCounters> counters;
    private transient WatchedFile<Suppressions> suppressions;

    public AlertLifecycle(AlertPolicy policy) {
        this.policy = policy;
        this.quietMillis = policy.closeAfter().toMillis();
    }

    @Override
    public void open(OpenContext context) throws IOException {
        state =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "alerts", RuleAlertsSerializer.INSTANCE));
        counters = new HashMap<>();
        if (policy.suppressions() != null) {
            suppressions = WatchedFile.open(Path.of(policy.suppressions()), Suppressions.LOADER);
        }
    }

    @Override
    public void close() {
        if (suppressions != null) {
            suppressions.close();
        }
    }

    @Override
    public void processElement(Finding finding, Context context, Collector<Alert> out)
            throws Exception {
        if (isSuppressed(finding)) {
            counters(finding.rule()).suppressed();
            return;
        }
        RuleAlerts alerts = state.value();
        if (alerts == null) {
            alerts = new RuleAlerts();
        }
        String key = finding.alertKey();
        OpenAlert open = alerts.get(key);
        if (open != null && isOver(open, finding)) {
            emit(open, Status.CLOSED, out);
            alerts.remove(key);
            open = null;
        }
        if (open != null) {
            alerts.put(key, goOn(open, finding, out));
        } else if (alerts.takeOpening(finding.triggerReceivedMillis(), policy.opensPerMinute())) {
            makeRoom(alerts, out);
            alerts.put(key, open(finding, context.timerService(), out));
            counters(finding.rule()).opened();
        } else {
            holdBack(alerts, finding, context.timerService(), out);
        }
        state.update(alerts);
    }

    private boolean isSuppressed(Finding finding) {
        return suppressions != null
                && suppressions
                        .current()
                        .cover(
                                finding.rule().id(),
                                finding.entity(),
                                finding.scope(),
                                finding.triggerReceivedMillis());
    }

    /** Its timer is due, but the watermark may lag: alerts do not depend on by how much. */
    private boolean isOver(OpenAlert open, Finding finding) {
        return finding.triggerReceivedMillis() > open.lastSeenMillis() + quietMillis;
    }

    private OpenAlert open(Finding finding, TimerService timers, Collector<Alert> out) {
        OpenAlert open = OpenAlert.of(finding, quietMillis);
        emit(open, Status.OPEN, out);
        lookAgain(open.lastSeenMillis(), timers);
        return open;
    }

    private OpenAlert goOn(OpenAlert open, Finding finding, Collector<Alert> out) {
        OpenAlert latest = open.with(finding);
        if (!latest.hasGrown()) {
            return latest;
        }
        emit(latest, Status.UPDATED, out);
        return latest.told();
    }

    private void makeRoom(RuleAlerts alerts, Collector<Alert> out) {
        Iterator<OpenAlert> oldest = alerts.open().iterator();
        while (alerts.size() >= policy.openPerRule()) {
            OpenAlert evicted = oldest.next();
            emit(evicted, Status.CLOSED, out);
            counters(evicted.latest().rule()).evicted();
            oldest.remove();
        }
    }

    private void holdBack(
            RuleAlerts alerts, Finding finding, TimerService timers, Collector<Alert> out) {
        counters(finding.rule()).heldBack();
        HeldBack held = alerts.heldBack();
        if (held != null && isOver(held.summary(), finding)) {
            emit(held.summary(), Status.CLOSED, out);
            held = null;
        }
        if (held == null) {
            held = new HeldBack();
            held.summary(open(held.add(finding), timers, out));
            alerts.heldBack(held);
        } else {
            held.summary(goOn(held.summary(), held.add(finding), out));
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Alert> out)
            throws Exception {
        RuleAlerts alerts = state.value();
        if (alerts == null) {
            return;
        }
        alerts.open().removeIf(open -> closeIfDue(open, timestamp, out));
        if (alerts.heldBack() != null && closeIfDue(alerts.heldBack().summary(), timestamp, out)) {
            alerts.heldBack(null);
        }
        OptionalLong seenMillis = alerts.leastRecentlySeen();
        if (seenMillis.isPresent()) {
            lookAgain(seenMillis.getAsLong(), context.timerService());
            state.update(alerts);
        } else {
            // The minute whose openings it counts is over, too.
            state.clear();
        }
    }

    private boolean closeIfDue(OpenAlert open, long timestamp, Collector<Alert> out) {
        boolean isDue = open.lastSeenMillis() + quietMillis <= timestamp;
        if (isDue) {
            emit(open, Status.CLOSED, out);
        }
        return isDue;
    }

    /** At the first step of the timers at which the alert that was seen then may be closed. */
    private void lookAgain(long seenMillis, TimerService timers) {
        long due = seenMillis + quietMillis;
        timers.registerEventTimeTimer(-Math.floorDiv(-due, TIMER_STEP_MILLIS) * TIMER_STEP_MILLIS);
    }

    private void emit(OpenAlert open, Status status, Collector<Alert> out) {
        out.collect(open.toAlert(status, policy.dryRun().contains(open.latest().rule().id())));
    }

    private RuleCounters counters(Rule rule) {
        return counters.computeIfAbsent(
                rule.id(), id -> new RuleCounters(getRuntimeContext().getMetricGroup(), id));
    }
}
