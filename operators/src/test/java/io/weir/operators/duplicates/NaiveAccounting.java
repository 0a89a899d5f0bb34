package io.weir.operators.duplicates;

import io.weir.codec.IpAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What counts by the rules as they are told to users, from a list of all reports of each way. */
final class NaiveAccounting {

    private final long memoryMillis;
    private final IpAddress preferred;
    private final Map<String, List<Report>> reports = new HashMap<>();

    NaiveAccounting(long memoryMillis, IpAddress preferred) {
        this.memoryMillis = memoryMillis;
        this.preferred = preferred;
    }

    /**
     * @param accounted whether its time was accounted for
     */
    private record Report(
            IpAddress exporter,
            String point,
            long start,
            long end,
            long received,
            boolean leads,
            boolean accounted) {}

    boolean isDuplicate(
            String way, IpAddress exporter, String point, long start, long end, long received) {
        List<Report> all = reports.computeIfAbsent(way, key -> new ArrayList<>());
        if (!all.isEmpty() && received - latest(all) > memoryMillis) {
            all.clear();
        }
        if (all.isEmpty()) {
            all.add(new Report(exporter, point, start, end, received, true, true));
            return false;
        }
        Report leader = all.stream().filter(Report::leads).reduce((a, b) -> b).orElseThrow();
        long[] known = known(all);
        boolean leads = leader.point().equals(point);
        boolean duplicate = false;
        boolean accounted = true;
        if (!leads) {
            boolean better = exporter.equals(preferred) && !leader.exporter().equals(preferred);
            boolean silent = end - known[1] > memoryMillis;
            boolean older = end < known[0];
            leads = better || (silent && !older);
            long middle = start + end;
            duplicate =
                    leads ? middle >= 2 * known[0] && middle <= 2 * known[1] : !older && !silent;
            accounted = leads || !duplicate;
        }
        all.add(new Report(exporter, point, start, end, received, leads, accounted));
        return duplicate;
    }

    private static long latest(List<Report> reports) {
        return reports.stream().mapToLong(Report::received).max().orElseThrow();
    }

    /** The time that is accounted for since the last gap longer than the memory. */
    private long[] known(List<Report> reports) {
        long from = Long.MAX_VALUE;
        long until = Long.MIN_VALUE;
        for (Report report : reports) {
            if (report.accounted()) {
                boolean isAnew = until != Long.MIN_VALUE && report.start() - until > memoryMillis;
                from = isAnew ? report.start() : Math.min(from, report.start());
                until = Math.max(until, report.end());
            }
        }
        return new long[] {from, until};
    }
}
