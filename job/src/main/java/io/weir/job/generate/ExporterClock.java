package io.weir.job.generate;

/**
 * The clocks of an exporter: its time of day, which may be wrong by the same amount all the time,
 * and its uptime.
 */
final class ExporterClock {

    private final long skewMillis;
    private long bootMillis;

    /**
     * @param bootMillis when the exporter started, true Unix milliseconds
     * @param skewMillis how far its time of day is ahead of the true time
     */
    ExporterClock(long bootMillis, long skewMillis) {
        this.bootMillis = bootMillis;
        this.skewMillis = skewMillis;
    }

    /** The exporter has started anew, at this true Unix millisecond. */
    void restart(long trueMillis) {
        bootMillis = trueMillis;
    }

    /** The Unix milliseconds that the exporter takes a true time for. */
    long wall(long trueMillis) {
        return trueMillis + skewMillis;
    }

    /** Milliseconds since the start; 0 for what was before: the exporter did not see it. */
    long uptime(long trueMillis) {
        return Math.max(0, trueMillis - bootMillis);
    }

    long skewMillis() {
        return skewMillis;
    }
}
