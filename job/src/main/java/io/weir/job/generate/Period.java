package io.weir.job.generate;

import java.time.Duration;

/**
 * When something goes on, from the start of the simulation.
 *
 * @param onset not negative
 * @param length how long from then on
 */
record Period(Duration onset, Duration length) {

    private static final long NANOS_PER_MICRO = 1_000;

    /** From the start, for as long as the simulation goes on. */
    static final Period ALWAYS = new Period(Duration.ZERO, Duration.ofDays(36_500));

    long onsetMicros() {
        return micros(onset);
    }

    long endMicros() {
        return micros(onset.plus(length));
    }

    private static long micros(Duration duration) {
        return Math.multiplyExact(duration.toSeconds(), 1_000_000L)
                + duration.toNanosPart() / NANOS_PER_MICRO;
    }
}
