package io.weir.operators.traffic;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Chooses the best keys. */
final class BestEntries {

    private BestEntries() {}

    /** The best keys of a table, best first. */
    static List<TopEntry> of(TotalsTable table, int count, Metric metric) {
        Comparator<TopEntry> order = TopEntry.bestFirst(metric);
        PriorityQueue<TopEntry> worstFirst = new PriorityQueue<>(count + 1, order.reversed());
        long leastOfList = 0;
        for (int row = 0; row < table.size(); row++) {
            if (table.value(row, metric) >= leastOfList) {
                worstFirst.add(
                        new TopEntry(
                                table.key(row),
                                table.traffic(row),
                                table.missed(row),
                                table.distinct(row)));
                if (worstFirst.size() > count) {
                    worstFirst.poll();
                    leastOfList = metric.of(worstFirst.peek().traffic());
                }
            }
        }
        return worstFirst.stream().sorted(order).toList();
    }

    /** The best of several lists, best first. */
    static List<TopEntry> of(List<TopEntry> entries, int count, Metric metric) {
        return entries.stream().sorted(TopEntry.bestFirst(metric)).limit(count).toList();
    }
}
