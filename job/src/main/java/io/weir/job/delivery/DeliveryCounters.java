package io.weir.job.delivery;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;

/** What is counted of a receiver, by its thread and by that of the task. */
final class DeliveryCounters {

    private static final String LABEL = "receiver";

    private final MetricGroup metrics;
    private final Counter delivered;
    private final Counter refused;
    private final Counter dropped;
    private final Counter failed;

    DeliveryCounters(MetricGroup ofWriter, String receiver) {
        metrics = ofWriter.addGroup(LABEL, receiver);
        delivered = counter(DeliveryMetric.ALERTS_DELIVERED);
        refused = counter(DeliveryMetric.ALERTS_REFUSED);
        dropped = counter(DeliveryMetric.ALERTS_DROPPED);
        failed = counter(DeliveryMetric.DELIVERIES_FAILED);
    }

    private Counter counter(DeliveryMetric metric) {
        return metrics.counter(metric.id(), new ThreadSafeSimpleCounter());
    }

    void watch(Outbox outbox) {
        metrics.gauge(DeliveryMetric.ALERTS_WAITING.id(), (Gauge<Integer>) outbox::size);
        metrics.gauge(DeliveryMetric.ALERT_BYTES_WAITING.id(), (Gauge<Long>) outbox::bytes);
    }

    void delivered() {
        delivered.inc();
    }

    void refused() {
        refused.inc();
    }

    void dropped(int alerts) {
        dropped.inc(alerts);
    }

    void failed() {
        failed.inc();
    }
}
