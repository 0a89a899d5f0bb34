package io.weir.operators.topn;

import java.io.Serializable;
import java.time.Duration;

/**
 * The windows of a minute each: which are open, and when each one is published.
 *
 * <p>A window is published first {@link #GRACE_MILLIS} after its end, then once a minute while
 * parts still arrive, and for the last time when the horizon has passed. A window is open as long
 * as its last publication is to come.
 */
public final class TalkerWindows implements Serializable {

    static final long SIZE_MILLIS = 60_000;
    static final long GRACE_MILLIS = 5_000;

    private static final long serialVersionUID = 1L;
    private static final long REPUBLISH_MILLIS = 60_000;

    private final long horizonMillis;

    /**
     * @param horizon how long a window takes parts after its end; less than the grace time counts
     *     as the grace time
     */
    public TalkerWindows(Duration horizon) {
        this.horizonMillis = Math.max(horizon.toMillis(), GRACE_MILLIS);
    }

    static long startOf(long millis) {
        return Math.floorDiv(millis, SIZE_MILLIS) * SIZE_MILLIS;
    }

    static long endOf(long start) {
        return start + SIZE_MILLIS;
    }

    long firstPublication(long start) {
        return endOf(start) + GRACE_MILLIS;
    }

    long lastPublication(long start) {
        return endOf(start) + horizonMillis;
    }

    /** The next time after {@code nowMillis} at which the window is due. */
    long nextPublication(long start, long nowMillis) {
        long first = firstPublication(start);
        if (nowMillis < first) {
            return first;
        }
        long rounds = (nowMillis - first) / REPUBLISH_MILLIS + 1;
        return Math.min(first + rounds * REPUBLISH_MILLIS, lastPublication(start));
    }

    /** The start of the oldest window that still takes parts at the given time. */
    long oldestOpen(long nowMillis) {
        return startOf(nowMillis - horizonMillis - SIZE_MILLIS) + SIZE_MILLIS;
    }
}
