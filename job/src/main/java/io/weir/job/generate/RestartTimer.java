package io.weir.job.generate;

import java.time.Duration;
import java.util.Optional;

/** Says when an exporter restarts. The exporters take turns, so that never all are gone at once. */
final class RestartTimer {

    private static final long NANOS_PER_MICRO = 1000;

    private final long periodMicros;
    private long dueMicros;

    /**
     * @param every empty for never
     * @param site of the exporter, of so many: its first restart is so much later than a period
     */
    RestartTimer(Optional<Duration> every, long startMicros, int site, int sites) {
        periodMicros = every.map(e -> e.toNanos() / NANOS_PER_MICRO).orElse(0L);
        dueMicros =
                every.isEmpty()
                        ? Long.MAX_VALUE
                        : startMicros + periodMicros + periodMicros / sites * site;
    }

    /** Whether a restart is due; if so, the next is due a period later. */
    boolean isDue(long nowMicros) {
        if (nowMicros < dueMicros) {
            return false;
        }
        dueMicros += periodMicros;
        return true;
    }
}
