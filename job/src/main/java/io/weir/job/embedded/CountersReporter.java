package io.weir.job.embedded;

import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;

/** Hands Flink's metrics to the {@link JobCounters} of the job. */
final class CountersReporter implements MetricReporter {

    private final JobCounters counters;

    CountersReporter(JobCounters counters) {
        this.counters = counters;
    }

    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {}

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        counters.added(metric, name, group);
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        counters.removed(metric, name, group);
    }
}
