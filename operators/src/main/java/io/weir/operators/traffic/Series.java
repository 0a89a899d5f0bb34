package io.weir.operators.traffic;

import java.io.Serializable;
import java.time.Duration;

/**
 * What is summed up by one dimension in windows of one size.
 *
 * @param window size of the windows, whole seconds
 * @param spread over which windows a flow is booked
 * @param rollup whether the sum of each key is published
 * @param top N of the Top-N, 0 for none
 * @param metric what ranks are made by
 * @param keysPerBucket how many keys each of the {@link SeriesKey#BUCKETS} buckets keeps in a
 *     window. Of more, a rollup books all further ones as other; a Top-N without rollup forgets the
 *     smallest, and says by how much its sums may be too low; {@link #ALL_KEYS} forgets none
 * @param hours whether final windows are merged to hours, which must be whole windows
 */
public record Series(
        Dimension dimension,
        Duration window,
        Spread spread,
        boolean rollup,
        int top,
        Metric metric,
        int keysPerBucket,
        boolean hours)
        implements Serializable {

    /** No bound: memory is what limits it. */
    public static final int ALL_KEYS = Integer.MAX_VALUE;

    private static final long serialVersionUID = 1L;

    public Series {
        if (keysPerBucket < 2) {
            throw new IllegalArgumentException(keysPerBucket + " keys per bucket: at least 2.");
        }
        if (hours && 3_600 % window.toSeconds() != 0) {
            throw new IllegalArgumentException("An hour is not made of windows of " + window + ".");
        }
    }

    /**
     * Whether keys may be forgotten before they cross the network: where they are nearly as many as
     * flows, all would cross it.
     */
    boolean forgetsEarly() {
        return dimension.isPairOfHosts() && !rollup && keysPerBucket != ALL_KEYS;
    }

    int windowSeconds() {
        return Math.toIntExact(window.toSeconds());
    }
}
