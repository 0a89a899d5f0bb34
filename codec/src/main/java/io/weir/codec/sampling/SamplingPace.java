package io.weir.codec.sampling;

/**
 * Chooses one flow in how many is kept, so that a limit per second holds whatever comes.
 *
 * <p>What is still to come in a second is taken from the second before and from the rate in this
 * one, whichever is more; it is spread over what is left of the limit. When nothing is left, the
 * interval doubles with every flow that is kept: so the limit is passed by a few flows at most.
 */
final class SamplingPace {

    private static final long SECOND = 1_000;

    /** What the first milliseconds of a second say of the rate is not believed alone. */
    private static final long SMOOTHING_MILLIS = 50;

    private static final int MOST = 1 << 20;

    private final long perSecond;
    private long second = Long.MIN_VALUE;
    private long seen;
    private long kept;
    private long seenBefore;
    private int interval = 1;

    SamplingPace(long perSecond) {
        this.perSecond = perSecond;
    }

    /** A datagram was received at this time: what follows is counted to its second. */
    void receivedAt(long millis) {
        long now = Math.floorDiv(millis, SECOND);
        if (now != second) {
            seenBefore = now == second + 1 ? seen : 0;
            second = now;
            seen = 0;
            kept = 0;
        }
    }

    void seen() {
        seen++;
    }

    void kept() {
        kept++;
    }

    /** One in how many of the next flows is to be kept. */
    int interval(long receivedMillis) {
        long left = perSecond - kept;
        if (left <= 0) {
            interval = Math.min(MOST, 2 * interval);
            return interval;
        }
        long passed = Math.floorMod(receivedMillis, SECOND);
        long byRate = seen * (SECOND - passed) / (passed + SMOOTHING_MILLIS);
        long toCome = Math.max(seenBefore - seen, byRate);
        interval = (int) Math.min(MOST, Math.max(1, (toCome + left - 1) / left));
        return interval;
    }
}
