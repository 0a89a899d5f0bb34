package io.weir.operators.topn;

import java.util.List;

/**
 * The Top-N of a window as known by now: later versions of it have a higher revision.
 *
 * @param windowStart Unix milliseconds, inclusive
 * @param windowEnd Unix milliseconds, exclusive
 * @param talkers rank 1 first
 * @param other the sum of all hosts that are not listed; its host is null
 * @param revision grows with what has been counted: two per byte, packet and flow, one more when
 *     final
 * @param complete whether nothing can be added any more
 */
public record TopTalkers(
        long windowStart,
        long windowEnd,
        List<Talker> talkers,
        Talker other,
        long revision,
        boolean complete) {

    public TopTalkers {
        talkers = List.copyOf(talkers);
    }

    /** The traffic of all hosts in the window. */
    public Talker all() {
        Talker all = other;
        for (Talker talker : talkers) {
            all = all.plus(talker.bytes(), talker.packets(), talker.flows());
        }
        return all;
    }
}
