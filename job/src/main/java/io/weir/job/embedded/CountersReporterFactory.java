package io.weir.job.embedded;

import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * Makes the reporter that Flink asks for by this class's name. Flink gives it nothing but text, so
 * counters wait here under a name until their job is started.
 */
public final class CountersReporterFactory implements MetricReporterFactory {

    private static final String ID = "counters";
    private static final Map<String, JobCounters> WAITING = new ConcurrentHashMap<>();

    /** Configures a Flink so that it reports to the returned counters. */
    static JobCounters register(Configuration flink) {
        String id = UUID.randomUUID().toString();
        JobCounters counters = new JobCounters();
        WAITING.put(id, counters);
        flink.setString("metrics.reporters", "weir");
        flink.setString(
                "metrics.reporter.weir.factory.class", CountersReporterFactory.class.getName());
        flink.setString("metrics.reporter.weir." + ID, id);
        return counters;
    }

    @Override
    public MetricReporter createMetricReporter(Properties properties) {
        return new CountersReporter(WAITING.remove(properties.getProperty(ID)));
    }
}
