package io.weir.operators.detect;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What became of the findings of a rule. */
final class RuleCounters {

    private final Counter opened;
    private final Counter heldBack;
    private final Counter evicted;
    private final Counter suppressed;

    RuleCounters(MetricGroup operator, String rule) {
        MetricGroup group = operator.addGroup("rule", rule);
        opened = group.counter(AlertLifecycle.ALERTS_OPENED);
        heldBack = group.counter(AlertLifecycle.FINDINGS_HELD_BACK);
        evicted = group.counter(AlertLifecycle.ALERTS_EVICTED);
        suppressed = group.counter(AlertLifecycle.FINDINGS_SUPPRESSED);
    }

    void opened() {
        opened.inc();
    }

    void heldBack() {
        heldBack.inc();
    }

    void evicted() {
        evicted.inc();
    }

    void suppressed() {
        suppressed.inc();
    }
}
