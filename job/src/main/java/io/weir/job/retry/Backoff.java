package io.weir.job.retry;

import java.time.Duration;
import java.util.SplittableRandom;

/** Growing pauses between attempts, spread so that clients do not come back all at once. */
public final class Backoff {

    private static final double JITTER = 0.25;

    private final long firstMillis;
    private final long longestMillis;
    private final SplittableRandom random = new SplittableRandom();
    private long nextMillis;

    /**
     * @param first the pause after the first failure; each further one is twice as long
     * @param longest the pause after many
     */
    public Backoff(Duration first, Duration longest) {
        firstMillis = first.toMillis();
        longestMillis = longest.toMillis();
        nextMillis = firstMillis;
    }

    /** How long to wait after one more failure: up to a quarter more or less than its turn. */
    public long pauseMillis() {
        long pause = nextMillis;
        nextMillis = Math.min(longestMillis, 2 * nextMillis);
        return Math.round(pause * (1 + JITTER * (2 * random.nextDouble() - 1)));
    }

    /**
     * How long to wait after one more failure if the other side asks to be left alone.
     *
     * @param asked is kept to up to the longest pause
     */
    public long pauseMillis(Duration asked) {
        return Math.max(pauseMillis(), Math.min(asked.toMillis(), longestMillis));
    }

    /** After a success the next failure is the first. */
    public void reset() {
        nextMillis = firstMillis;
    }
}
