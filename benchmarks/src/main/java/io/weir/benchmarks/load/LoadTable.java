package io.weir.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Measurements as a table in Markdown, one line per receiver. */
final class LoadTable {

    private static final String HEADER =
            """
            | receiver | thousand datagrams/s | million flows/s | CPU ns/flow at its maximum \
            | CPU ns/flow at the same rate | × nfcapd | × recvmmsg | unexplained |
            |---|---:|---:|---:|---:|---:|---:|---:|
            """;

    private final List<Measurement> measurements;

    LoadTable(List<Measurement> measurements) {
        this.measurements = List.copyOf(measurements);
    }

    /**
     * Each figure as minimum, median and maximum over the runs, ratios of medians. The ratios are
     * of processor time at the same rate.
     */
    @Override
    public String toString() {
        StringBuilder table = new StringBuilder(HEADER);
        for (Receiver.Kind receiver : Receiver.Kind.values()) {
            if (measurements.stream().anyMatch(m -> m.receiver() == receiver)) {
                table.append(line(receiver));
            }
        }
        if (measurements.stream().anyMatch(m -> m.trial().unlimited())) {
            table.append("\n¹ took all that the sender could send in at least one run.\n");
        }
        return table.toString();
    }

    private String line(Receiver.Kind receiver) {
        return String.join(
                " | ",
                "| " + receiver.title() + (isAsFastAsTheSender(receiver) ? " ¹" : ""),
                spread(
                        receiver,
                        Measurement.Kind.MAXIMUM,
                        1,
                        m -> m.trial().sent().datagramsPerSecond() / 1e3),
                spread(
                        receiver,
                        Measurement.Kind.MAXIMUM,
                        2,
                        m -> m.trial().flowsPerSecond() / 1e6),
                spread(receiver, Measurement.Kind.MAXIMUM, 0, m -> m.trial().cpuNanosPerFlow()),
                spread(receiver, Measurement.Kind.SAME_RATE, 0, m -> m.trial().cpuNanosPerFlow()),
                ratio(receiver, Receiver.Kind.NFCAPD),
                ratio(receiver, Receiver.Kind.CEILING),
                unexplained(receiver) + " |\n");
    }

    private String spread(
            Receiver.Kind receiver,
            Measurement.Kind kind,
            int digits,
            ToDoubleFunction<Measurement> figure) {
        double[] sorted = sorted(receiver, kind, figure);
        if (sorted.length == 0) {
            return "–";
        }
        String format = "%." + digits + "f";
        String median = String.format(Locale.ROOT, format, median(sorted));
        return sorted.length == 1
                ? median
                : String.format(
                        Locale.ROOT,
                        format + " / %s / " + format,
                        sorted[0],
                        median,
                        sorted[sorted.length - 1]);
    }

    private String ratio(Receiver.Kind receiver, Receiver.Kind to) {
        ToDoubleFunction<Measurement> cost = m -> m.trial().cpuNanosPerFlow();
        double[] own = sorted(receiver, Measurement.Kind.SAME_RATE, cost);
        double[] other = sorted(to, Measurement.Kind.SAME_RATE, cost);
        return own.length == 0 || other.length == 0
                ? "–"
                : String.format(Locale.ROOT, "%.2f", median(own) / median(other));
    }

    private boolean isAsFastAsTheSender(Receiver.Kind receiver) {
        return measurements.stream()
                .anyMatch(m -> m.receiver() == receiver && m.trial().unlimited());
    }

    private String unexplained(Receiver.Kind receiver) {
        List<String> all = new ArrayList<>();
        for (Measurement measurement : measurements) {
            if (measurement.receiver() == receiver) {
                long unexplained = measurement.books().unexplained();
                all.add(unexplained == Counts.UNKNOWN ? "–" : Long.toString(unexplained));
            }
        }
        return String.join(" ", all.stream().distinct().toList());
    }

    private double[] sorted(
            Receiver.Kind receiver, Measurement.Kind kind, ToDoubleFunction<Measurement> figure) {
        return measurements.stream()
                .filter(m -> m.receiver() == receiver && m.kind() == kind)
                .mapToDouble(figure)
                .sorted()
                .toArray();
    }

    /** The middle one, or the mean of both. */
    static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
