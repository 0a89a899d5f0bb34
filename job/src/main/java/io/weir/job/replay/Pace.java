package io.weir.job.replay;

/** When each datagram of a replay is due. */
@FunctionalInterface
public interface Pace {

    /**
     * When the next datagram is due, in nanoseconds since the replay began; not later than now for
     * at once.
     *
     * @param sent how many datagrams came before it
     * @param capturedMicros how long after the first one it was captured, over all rounds
     */
    long dueNanos(long sent, long capturedMicros);

    /**
     * As captured, or that many times faster.
     *
     * @param speed above 0; 1 is as captured
     */
    static Pace recorded(double speed) {
        return (sent, capturedMicros) -> (long) (capturedMicros * 1000 / speed);
    }

    /**
     * So many datagrams per second, evenly.
     *
     * @param perSecond above 0
     */
    static Pace rate(double perSecond) {
        return (sent, capturedMicros) -> (long) (sent * 1e9 / perSecond);
    }

    /** As fast as it goes. */
    static Pace unlimited() {
        return (sent, capturedMicros) -> 0;
    }
}
