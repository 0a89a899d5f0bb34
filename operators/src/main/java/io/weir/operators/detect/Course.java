package io.weir.operators.detect;

import io.weir.codec.IpAddress;
import io.weir.operators.enrich.ids.FlowId;
import io.weir.operators.traffic.Traffic;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was seen of an alert since it opened. Windows overlap, so that their counters cannot be
 * summed up: these are the highest of any one window, and so lower bounds of the whole.
 *
 * @param startMillis first millisecond of the earliest window
 * @param endMillis first millisecond after the latest one
 * @param count the highest
 * @param traffic of each counter the highest
 * @param exporters those of all findings, the first {@link Sample#MAX}
 * @param flowIds likewise
 */
public record Course(
        long startMillis,
        long endMillis,
        long count,
        Traffic traffic,
        List<IpAddress> exporters,
        List<FlowId> flowIds) {

    public Course {
        exporters = List.copyOf(exporters);
        flowIds = List.copyOf(flowIds);
    }

    /** That of an alert that opens. */
    public static Course of(Finding finding) {
        return new Course(
                finding.windowStart(),
                finding.windowEnd(),
                finding.count(),
                finding.traffic(),
                finding.sample().exporters(),
                finding.sample().flowIds());
    }

    Course with(Finding finding) {
        return new Course(
                Math.min(startMillis, finding.windowStart()),
                Math.max(endMillis, finding.windowEnd()),
                Math.max(count, finding.count()),
                traffic.max(finding.traffic()),
                united(exporters, finding.sample().exporters()),
                united(flowIds, finding.sample().flowIds()));
    }

    /** From the start of the first window to the end of the last. */
    public long durationMillis() {
        return endMillis - startMillis;
    }

    private static <T> List<T> united(List<T> known, List<T> more) {
        return known.size() >= Sample.MAX || known.containsAll(more)
                ? known
                : Stream.concat(known.stream(), more.stream())
                        .distinct()
                        .limit(Sample.MAX)
                        .toList();
    }
}
