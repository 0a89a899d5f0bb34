package io.weir.benchmarks;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** Results of {@link DecodeBenchmark} as a table in Markdown, one line per kind of traffic. */
final class ResultTable {

    private static final String HEADER =
            """
            | traffic | min | median | max | times reading | B/flow |
            |---|---:|---:|---:|---:|---:|
            """;

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private ResultTable() {}

    /**
     * Millions of flows per second by iteration: the slowest, the median, the fastest; how many
     * times as long decoding takes as reading the bytes once; bytes allocated per flow. A number
     * that was not measured is a dash. Other modes of JMH than throughput are left out.
     */
    static String of(Collection<RunResult> results) {
        Map<String, RunResult> reads = new LinkedHashMap<>();
        Map<String, RunResult> decodes = new LinkedHashMap<>();
        for (RunResult result : results) {
            if (result.getParams().getMode() != Mode.Throughput) {
                continue;
            }
            String benchmark = result.getParams().getBenchmark();
            String traffic = result.getParams().getParam("traffic");
            if (benchmark.endsWith(".read")) {
                reads.put(traffic, result);
            } else if (benchmark.endsWith(".decode")) {
                decodes.put(traffic, result);
            }
        }
        StringBuilder table = new StringBuilder(HEADER);
        decodes.forEach(
                (traffic, decode) -> table.append(line(traffic, decode, reads.get(traffic))));
        return table.toString();
    }

    private static String line(String traffic, RunResult decode, RunResult read) {
        double[] rates = rates(decode);
        double median = median(rates);
        Result<?> allocated = decode.getSecondaryResults().get(ALLOCATED);
        return String.format(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f | %s | %s |%n",
                traffic,
                rates[0],
                median,
                rates[rates.length - 1],
                read == null ? "–" : decimal(1, median(rates(read)) / median),
                allocated == null ? "–" : decimal(3, allocated.getScore()));
    }

    private static String decimal(int digits, double value) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    /** The scores of all iterations of all forks, in growing order; at least one. */
    private static double[] rates(RunResult result) {
        return result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
                .sorted()
                .toArray();
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
