package io.weir.operators.traffic;

import java.util.List;

/**
 * The best keys of a bucket in a window, with the sum of all of them.
 *
 * @param windowEnd Unix milliseconds, exclusive
 * @param windowSeconds the size of the window: that of the key, or an hour
 * @param best best first
 * @param all the traffic of all keys in the bucket
 * @param threshold how much a key that was forgotten in the bucket may have
 * @param missed what keys of any bucket may have had that were forgotten before they got to one
 */
public record BucketTop(
        SeriesKey series,
        long windowEnd,
        int windowSeconds,
        List<TopEntry> best,
        Traffic all,
        long threshold,
        long missed) {

    public BucketTop {
        best = List.copyOf(best);
    }

    /** What lists are merged by. */
    public TopWindow window() {
        return new TopWindow(series.dimension(), windowSeconds, windowEnd);
    }
}
