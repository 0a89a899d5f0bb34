package io.weir.receive;

import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.runtime.metrics.groups.InternalSourceReaderMetricGroup;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;

/** A reader's surroundings without a cluster; its metrics can be read. */
public final class TestReaderContext implements SourceReaderContext {

    private final MetricListener listener = new MetricListener();
    private final SourceReaderMetricGroup group =
            InternalSourceReaderMetricGroup.mock(listener.getMetricGroup());

    public long counter(String... name) {
        return listener.getCounter(name).map(Counter::getCount).orElseThrow();
    }

    public Number gauge(String name) {
        return listener.<Number>getGauge(name).map(Gauge::getValue).orElseThrow();
    }

    @Override
    public SourceReaderMetricGroup metricGroup() {
        return group;
    }

    @Override
    public Configuration getConfiguration() {
        return new Configuration();
    }

    @Override
    public String getLocalHostName() {
        return "localhost";
    }

    @Override
    public int getIndexOfSubtask() {
        return 0;
    }

    @Override
    public void sendSplitRequest() {}

    @Override
    public void sendSourceEventToCoordinator(SourceEvent event) {}

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
        return SimpleUserCodeClassLoader.create(getClass().getClassLoader());
    }
}
