package io.weir.job.embedded;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;

/**
 * The counters of a job in this process, summed over subtasks and restarts: what operators counted
 * before they were closed stays in the sum. Thread-safe.
 */
public final class JobCounters {

    private static final String OPERATOR = "<operator_name>";

    /** Variables under which a part of a counter is told apart; the whole has none of them. */
    private static final List<String> LABELS = List.of("<reason>", "<exporter>", "<listener>");

    private record Source(String operator, String label, String name) {}

    /** A metric may be registered under several names. */
    private record Registration(Metric metric, Source source) {}

    private final Set<Registration> live = ConcurrentHashMap.newKeySet();
    private final Map<Source, Long> closed = new ConcurrentHashMap<>();

    void added(Metric metric, String name, MetricGroup group) {
        if (metric instanceof Counter || metric instanceof Gauge<?>) {
            live.add(new Registration(metric, source(name, group)));
        }
    }

    void removed(Metric metric, String name, MetricGroup group) {
        Source source = source(name, group);
        if (live.remove(new Registration(metric, source))) {
            closed.merge(source, value(metric), Long::sum);
        }
    }

    private static Source source(String name, MetricGroup group) {
        Map<String, String> variables = group.getAllVariables();
        String label =
                LABELS.stream().map(variables::get).filter(Objects::nonNull).findFirst().orElse("");
        return new Source(variables.getOrDefault(OPERATOR, ""), label, name);
    }

    /** The sum of the counters, or numeric gauges, with this name in all operators. */
    public long sum(String name) {
        return sum(source -> source.name().equals(name) && source.label().isEmpty());
    }

    /** The sum of the counters with this name in operators whose name starts so. */
    public long sum(String name, String operator) {
        return sum(
                source ->
                        source.name().equals(name)
                                && source.operator().startsWith(operator)
                                && source.label().isEmpty());
    }

    /** The sum of the counters with this name under this reason. */
    public long sumForReason(String name, String reason) {
        return sum(source -> source.name().equals(name) && source.label().equals(reason));
    }

    /** The sum of the counters with this name for this exporter, by its address. */
    public long sumForExporter(String name, String exporter) {
        return sumForReason(name, exporter);
    }

    private long sum(Predicate<Source> which) {
        Stream<Long> open =
                live.stream()
                        .filter(registration -> which.test(registration.source()))
                        .map(registration -> value(registration.metric()));
        Stream<Long> past =
                closed.entrySet().stream()
                        .filter(entry -> which.test(entry.getKey()))
                        .map(Map.Entry::getValue);
        return Stream.concat(open, past).mapToLong(Long::longValue).sum();
    }

    private static long value(Metric metric) {
        if (metric instanceof Counter counter) {
            return counter.getCount();
        }
        Object value = ((Gauge<?>) metric).getValue();
        // A negative gauge says that there is no value to be had.
        return value instanceof Number number ? Math.max(0, number.longValue()) : 0;
    }
}
