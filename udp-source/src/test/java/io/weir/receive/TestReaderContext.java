package io.weir.receive;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.runtime.metrics.groups.InternalSourceReaderMetricGroup;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;

/** A reader's surroundings without a cluster; its metrics can be read. */
public final class TestReaderContext implements SourceReaderContext {

    private final MetricListener listener = new MetricListener();
    private final AtomicInteger registered = new AtomicInteger();
    private final SourceReaderMetricGroup group =
            InternalSourceReaderMetricGroup.mock(
                    new CountingGroup(listener.getMetricGroup(), registered));

    public long counter(String... name) {
        return listener.getCounter(name).map(Counter::getCount).orElseThrow();
    }

    public Number gauge(String... name) {
        return listener.<Number>getGauge(name).map(Gauge::getValue).orElseThrow();
    }

    /** How many metrics there are, in all groups. */
    public int registeredMetrics() {
        return registered.get();
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

    /** Counts what is registered in a group and those below it. */
    private static final class CountingGroup extends UnregisteredMetricsGroup {

        private final MetricGroup group;
        private final AtomicInteger registered;

        CountingGroup(MetricGroup group, AtomicInteger registered) {
            this.group = group;
            this.registered = registered;
        }

        @Override
        public <C extends Counter> C counter(String name, C counter) {
            registered.incrementAndGet();
            return group.counter(name, counter);
        }

        @Override
        public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
            registered.incrementAndGet();
            return group.gauge(name, gauge);
        }

        @Override
        public MetricGroup addGroup(String key, String value) {
            return new CountingGroup(group.addGroup(key, value), registered);
        }
    }
}
