package io.weir.operators.detect;

import io.weir.codec.IpAddress;
import io.weir.operators.enrich.ids.FlowId;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was seen of an alert since it opened. Windows overlap, so that their counters cannot be
 * summed up: these are the highest of any one window, and so lower bounds of the whole.
 *
 * @param startMillis first millisecond of the earliest window
 * @param endMillis first millisecond after the latest one
 * @param count the highest
 * @param exporters those of all findings, the first {@link Finding#MAX_SAMPLES}
 * @param flowIds likewise
 */
public record Course(
        long startMillis,
        long endMillis,
        long count,
        long flows,
        long packets,
        long bytes,
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
                finding.flows(),
                finding.packets(),
                finding.bytes(),
                finding.exporters(),
                finding.flowIds());
    }

    Course with(Finding finding) {
        return new Course(
                Math.min(startMillis, finding.windowStart()),
                Math.max(endMillis, finding.windowEnd()),
                Math.max(count, finding.count()),
                Math.max(flows, finding.flows()),
                Math.max(packets, finding.packets()),
                Math.max(bytes, finding.bytes()),
                united(exporters, finding.exporters()),
                united(flowIds, finding.flowIds()));
    }

    /** From the start of the first window to the end of the last. */
    public long durationMillis() {
        return endMillis - startMillis;
    }

    private static <T> List<T> united(List<T> known, List<T> more) {
        return known.size() >= Finding.MAX_SAMPLES || known.containsAll(more)
                ? known
                : Stream.concat(known.stream(), more.stream())
                        .distinct()
                        .limit(Finding.MAX_SAMPLES)
                        .toList();
    }
}
