package io.weir.operators.topn;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The order of ranks: most bytes first, equal ones by address, so that it is the same each time.
 */
final class TopOrder {

    static final Comparator<Talker> BEST_FIRST =
            Comparator.comparingLong(Talker::bytes)
                    .thenComparingLong(Talker::packets)
                    .reversed()
                    .thenComparing(Talker::host);

    private TopOrder() {}

    /** The best {@code size} talkers, best first. */
    static List<Talker> best(Iterable<Talker> talkers, int size) {
        PriorityQueue<Talker> worstFirst = new PriorityQueue<>(size + 1, BEST_FIRST.reversed());
        for (Talker talker : talkers) {
            worstFirst.add(talker);
            if (worstFirst.size() > size) {
                worstFirst.poll();
            }
        }
        return worstFirst.stream().sorted(BEST_FIRST).toList();
    }
}
