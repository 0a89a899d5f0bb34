package io.weir.job.retry;

import java.time.Clock;
import java.time.Duration;

/** Keeps what would be told again and again to once in a while. Not thread-safe. */
public final class Reminder {

    private static final long NEVER = Long.MIN_VALUE;

    private final Clock clock;
    private final long pauseMillis;
    private long toldMillis = NEVER;

    /**
     * @param pause from one time to the next
     */
    public Reminder(Clock clock, Duration pause) {
        this.clock = clock;
        pauseMillis = pause.toMillis();
    }

    /** Whether it is time to tell it; then it counts as told now. */
    public boolean isDue() {
        long now = clock.millis();
        if (toldMillis != NEVER && now - toldMillis < pauseMillis) {
            return false;
        }
        toldMillis = now;
        return true;
    }

    /** Lets the next time be the first. */
    public void reset() {
        toldMillis = NEVER;
    }
}
