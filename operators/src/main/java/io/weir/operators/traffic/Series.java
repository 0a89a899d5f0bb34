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
 * @param distinct whether hosts and ports are counted, of each key how many different ones
 */
public record Series(
        Dimension dimension,
        Duration window,
        Spread spread,
        boolean rollup,
        int top,
        Metric metric,
        int keysPerBucket,
        boolean hours,
        boolean distinct)
        implements Serializable {

    /** No bound: memory is what limits it. */
    public static final int ALL_KEYS = Integer.MAX_VALUE;

    private static final long serialVersionUID = 1L;
    private static final int HAND_OUTS = 9;

    public Series {
        if (keysPerBucket < 2) {
            throw new IllegalArgumentException(keysPerBucket + " keys per bucket: at least 2.");
        }
        if (hours && 3_600 % window.toSeconds() != 0) {
            throw new IllegalArgumentException("An hour is not made of windows of " + window + ".");
        }
    }

    /**
     * How often sums that have no room for more keys are handed on before the next flush is due;
     * then keys are forgotten instead. Of pairs of hosts at once: where they are nearly as many as
     * flows, all would cross the network. Of others only a flood with forged addresses makes so
     * many.
     */
    int handOutsBeforeForgetting() {
        if (rollup || keysPerBucket == ALL_KEYS) {
            return Integer.MAX_VALUE;
        }
        return dimension.isPairOfHosts() ? 0 : HAND_OUTS;
    }

    /** The room of each bucket in a window. */
    Room room() {
        return new Room(keysPerBucket, rollup ? null : metric);
    }

    int windowSeconds() {
        return Math.toIntExact(window.toSeconds());
    }
}
