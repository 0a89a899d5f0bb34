package io.weir.operators.traffic;

import java.io.Serializable;
import java.time.Duration;

/**
 * Windows of one size, aligned to the epoch: which are open, and when each one is published.
 *
 * <p>A window is published first {@link #GRACE_MILLIS} after its end, then once a minute while
 * parts arrive, and for the last time when its horizon has passed: then it is final. All times are
 * Unix milliseconds of the watermark, which is the time of receipt.
 */
public final class Windows implements Serializable {

    static final long GRACE_MILLIS = 5_000;

    private static final long serialVersionUID = 1L;
    private static final long REPUBLISH_MILLIS = 60_000;

    private final long sizeMillis;
    private final long horizonMillis;

    /**
     * @param size of each window, whole seconds
     * @param horizon how long a window takes parts after its end; less than the grace time counts
     *     as the grace time
     */
    public Windows(Duration size, Duration horizon) {
        if (size.toMillis() <= 0 || size.toMillis() % 1_000 != 0) {
            throw new IllegalArgumentException("A window of " + size + ": whole seconds.");
        }
        this.sizeMillis = size.toMillis();
        this.horizonMillis = Math.max(horizon.toMillis(), GRACE_MILLIS);
    }

    /** The length of each window. */
    public long sizeMillis() {
        return sizeMillis;
    }

    /** The end, exclusive, of the window that a time is in. */
    long endOf(long millis) {
        return startOf(millis) + sizeMillis;
    }

    /** The start, inclusive, of the window that a time is in. */
    long startOf(long millis) {
        return Math.floorDiv(millis, sizeMillis) * sizeMillis;
    }

    long firstPublication(long end) {
        return end + GRACE_MILLIS;
    }

    long lastPublication(long end) {
        return end + horizonMillis;
    }

    /** The next time after {@code nowMillis} at which the window with this end is due. */
    long nextPublication(long end, long nowMillis) {
        long first = firstPublication(end);
        if (nowMillis < first) {
            return first;
        }
        long rounds = (nowMillis - first) / REPUBLISH_MILLIS + 1;
        return Math.min(first + rounds * REPUBLISH_MILLIS, lastPublication(end));
    }

    /** Whether any window can be published at a time after the first and up to the second. */
    boolean publishesWithin(long after, long upTo) {
        return after == Long.MIN_VALUE
                || isPassed(GRACE_MILLIS, divisor(sizeMillis, REPUBLISH_MILLIS), after, upTo)
                || isPassed(horizonMillis, sizeMillis, after, upTo);
    }

    private static long divisor(long a, long b) {
        return b == 0 ? a : divisor(b, a % b);
    }

    /** Whether a time is passed that is a multiple of a step and an offset. */
    private static boolean isPassed(long offset, long step, long after, long upTo) {
        return Math.floorDiv(upTo - offset, step) != Math.floorDiv(after - offset, step);
    }

    /** The start of the oldest window that still takes parts at the given time. */
    long oldestOpen(long nowMillis) {
        return startOf(nowMillis - horizonMillis - sizeMillis) + sizeMillis;
    }
}
