package io.weir.job.delivery;

import io.weir.job.config.AlertSelection;
import io.weir.operators.detect.Alert;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** A writer of alerts outside a job, with its metrics and timers. */
public final class TestWriter implements AutoCloseable {

    /** The pauses are short, and the last wait is, too. */
    public static final DeliveryLimits LIMITS = limits(1 << 20);

    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, Metric> metrics = new ConcurrentHashMap<>();
    private final DeliveryWriter writer;

    private TestWriter(
            AlertSelection selection,
            AlertEncoder encoder,
            List<Receiver> receivers,
            DeliveryLimits limits,
            List<Parcel> notDelivered) {
        writer =
                new DeliveryWriter(
                        selection,
                        encoder,
                        receivers,
                        limits,
                        new Timers(),
                        new RecordedMetrics(""),
                        Clock.systemUTC(),
                        notDelivered);
    }

    public static TestWriter open(AlertEncoder encoder, List<Receiver> receivers) {
        return restored(encoder, receivers, List.of());
    }

    public static TestWriter open(
            AlertEncoder encoder, List<Receiver> receivers, DeliveryLimits limits) {
        return new TestWriter(TestAlerts.ALL, encoder, receivers, limits, List.of());
    }

    public static TestWriter open(
            AlertSelection selection, AlertEncoder encoder, List<Receiver> receivers) {
        return new TestWriter(selection, encoder, receivers, LIMITS, List.of());
    }

    /** One that goes on from the state of another. */
    public static TestWriter restored(
            AlertEncoder encoder, List<Receiver> receivers, List<Parcel> notDelivered) {
        return new TestWriter(TestAlerts.ALL, encoder, receivers, LIMITS, notDelivered);
    }

    public static DeliveryLimits limits(long waitingBytes) {
        return new DeliveryLimits(
                waitingBytes,
                Duration.ofSeconds(1),
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofMillis(800));
    }

    public void write(Alert alert) {
        writer.write(alert, null);
    }

    /** The state, taken to bytes and back as a checkpoint does. */
    public List<Parcel> snapshot() throws IOException {
        ParcelSerializer serializer = new ParcelSerializer();
        List<byte[]> stored = new ArrayList<>();
        for (Parcel parcel : writer.snapshotState(1)) {
            stored.add(serializer.serialize(parcel));
        }
        List<Parcel> restored = new ArrayList<>();
        for (byte[] bytes : stored) {
            restored.add(serializer.deserialize(serializer.getVersion(), bytes));
        }
        return restored;
    }

    public void flush(boolean endOfInput) throws InterruptedException {
        writer.flush(endOfInput);
    }

    /** The sum over the receivers. */
    public long sum(DeliveryMetric metric) {
        return metrics.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("." + metric.id()))
                .mapToLong(entry -> value(entry.getValue()))
                .sum();
    }

    private static long value(Metric metric) {
        return metric instanceof Counter counter
                ? counter.getCount()
                : ((Number) ((Gauge<?>) metric).getValue()).longValue();
    }

    @Override
    public void close() {
        writer.close();
        timers.shutdownNow();
    }

    private final class RecordedMetrics extends UnregisteredMetricsGroup {

        private final String path;

        RecordedMetrics(String path) {
            this.path = path;
        }

        @Override
        public MetricGroup addGroup(String key, String value) {
            return new RecordedMetrics(path + key + "=" + value);
        }

        @Override
        public <C extends Counter> C counter(String name, C counter) {
            metrics.put(path + "." + name, counter);
            return counter;
        }

        @Override
        public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
            metrics.put(path + "." + name, gauge);
            return gauge;
        }
    }

    private final class Timers implements ProcessingTimeService {

        @Override
        public long getCurrentProcessingTime() {
            return System.currentTimeMillis();
        }

        @Override
        public ScheduledFuture<?> registerTimer(long timestamp, ProcessingTimeCallback target) {
            return timers.schedule(
                    () -> {
                        target.onProcessingTime(timestamp);
                        return null;
                    },
                    timestamp - System.currentTimeMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }
}
