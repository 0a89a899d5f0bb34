package io.weir.job.elasticsearch.bulk;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.OperatorIOMetricGroup;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** The metrics of a writer, to be looked at. */
final class CountingGroup extends UnregisteredMetricsGroup implements SinkWriterMetricGroup {

    private final Map<String, Counter> counters = new ConcurrentHashMap<>();

    @Override
    public Counter counter(String name) {
        return counters.computeIfAbsent(name, unused -> new SimpleCounter());
    }

    long count(SinkMetric metric) {
        return counter(metric.id()).getCount();
    }

    @Override
    public OperatorIOMetricGroup getIOMetricGroup() {
        return UnregisteredMetricsGroup.createOperatorIOMetricGroup();
    }

    @Override
    public Counter getNumRecordsOutErrorsCounter() {
        return new SimpleCounter();
    }

    @Override
    public Counter getNumRecordsSendErrorsCounter() {
        return new SimpleCounter();
    }

    @Override
    public Counter getNumRecordsSendCounter() {
        return new SimpleCounter();
    }

    @Override
    public Counter getNumBytesSendCounter() {
        return new SimpleCounter();
    }

    @Override
    public void setCurrentSendTimeGauge(Gauge<Long> gauge) {}
}
