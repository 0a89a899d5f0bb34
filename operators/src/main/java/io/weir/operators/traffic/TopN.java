package io.weir.operators.traffic;

import java.util.List;

/**
 * The Top-N of a dimension in a window as known by now: later versions of it have a higher
 * revision.
 *
 * @param windowStart Unix milliseconds, inclusive
 * @param windowEnd Unix milliseconds, exclusive
 * @param entries rank 1 first
 * @param other the sum of all keys that are not listed
 * @param metric what ranks are made by
 * @param threshold how much of what ranks are made by a key that is missing may have at most; 0 if
 *     all keys were kept
 * @param revision grows with what has been counted: two per byte, packet and flow, one more when
 *     final
 * @param complete whether nothing can be added any more
 */
public record TopN(
        Dimension dimension,
        long windowStart,
        long windowEnd,
        List<TopEntry> entries,
        Traffic other,
        Metric metric,
        long threshold,
        long revision,
        boolean complete) {

    public TopN {
        entries = List.copyOf(entries);
    }

    /** The traffic of all keys in the window. */
    public Traffic all() {
        return entries.stream().map(TopEntry::traffic).reduce(other, Traffic::plus);
    }
}
