package io.weir.operators.traffic;

import java.util.List;

/**
 * The best keys of a bucket in a window, with the sum of all of them.
 *
 * @param windowEnd Unix milliseconds, exclusive
 * @param windowSeconds the size of the window: that of the key, or an hour
 * @param best best first
 * @param all the traffic of all keys in the bucket
 * @param threshold by how much a key that is not listed may be larger than the least of the list
 */
public record BucketTop(
        SeriesKey series,
        long windowEnd,
        int windowSeconds,
        List<TopEntry> best,
        Traffic all,
        long threshold) {

    public BucketTop {
        best = List.copyOf(best);
    }

    /** What lists are merged by. */
    public TopWindow window() {
        return new TopWindow(series.dimension(), windowSeconds, windowEnd);
    }
}
