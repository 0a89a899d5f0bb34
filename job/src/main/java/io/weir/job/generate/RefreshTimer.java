package io.weir.job.generate;

/**
 * Says when templates and options are due: at the start, and then after a time or a number of
 * datagrams, since UDP may lose them.
 */
final class RefreshTimer {

    private static final long NANOS_PER_MICRO = 1000;

    private final long periodMicros;
    private final long datagrams;
    private long dueMicros = Long.MIN_VALUE;
    private long sent;

    RefreshTimer(ExporterOptions.Refresh refresh) {
        periodMicros = refresh.every().toNanos() / NANOS_PER_MICRO;
        datagrams = refresh.datagrams().map(Integer::longValue).orElse(Long.MAX_VALUE);
    }

    /** Counts a datagram. */
    void sent() {
        sent++;
    }

    /** The exporter starts anew. */
    void reset() {
        dueMicros = Long.MIN_VALUE;
    }

    /** Whether they are due; if so, the next are due a period later. */
    boolean isDue(long nowMicros) {
        if (nowMicros < dueMicros && sent < datagrams) {
            return false;
        }
        dueMicros = nowMicros + periodMicros;
        sent = 0;
        return true;
    }
}
