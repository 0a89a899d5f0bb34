package io.weir.job.embedded;

import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private static final List<String> LABELS = List.of("<reason>", "<exporter>");

    private record Source(String operator, String label, String name) {}

    private final Map<Metric, Source> live = new ConcurrentHashMap<>();
    private final Map<Source, Long> closed = new ConcurrentHashMap<>();

    void added(Metric metric, String name, MetricGroup group) {
        if (metric instanceof Counter || metric instanceof Gauge<?>) {
            Map<String, String> variables = group.getAllVariables();
            String operator = variables.getOrDefault(OPERATOR, "");
            String label =
                    LABELS.stream()
                            .map(variables::get)
                            .filter(Objects::nonNull)
                            .findFirst()
                            .orElse("");
            live.put(metric, new Source(operator, label, name));
        }
    }

    void removed(Metric metric) {
        Source source = live.remove(metric);
        if (source != null) {
            closed.merge(source, value(metric), Long::sum);
        }
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

    private long sum(Predicate<Source> which) {
        Stream<Long> open =
                live.entrySet().stream()
                        .filter(entry -> which.test(entry.getValue()))
                        .map(entry -> value(entry.getKey()));
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
