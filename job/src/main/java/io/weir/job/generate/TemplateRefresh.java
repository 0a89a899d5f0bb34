package io.weir.job.generate;

/** Says when templates are due: at the start, and every 20 s again, since UDP may lose them. */
final class TemplateRefresh {

    static final long PERIOD_MICROS = 20_000_000;

    private long dueMicros = Long.MIN_VALUE;

    /** Whether templates are due; if so, the next are due a period later. */
    boolean isDue(long nowMicros) {
        if (nowMicros < dueMicros) {
            return false;
        }
        dueMicros = nowMicros + PERIOD_MICROS;
        return true;
    }
}
