package io.weir.job.elasticsearch.bulk;

import java.time.Duration;
import java.util.SplittableRandom;

/** Growing pauses between attempts, spread so that writers do not come back all at once. */
final class Backoff {

    private static final double JITTER = 0.25;

    private final long firstMillis;
    private final long longestMillis;
    private final SplittableRandom random = new SplittableRandom();
    private long nextMillis;

    Backoff(Duration first, Duration longest) {
        firstMillis = first.toMillis();
        longestMillis = longest.toMillis();
        nextMillis = firstMillis;
    }

    /** How long to wait after one more failure. */
    long pauseMillis() {
        long pause = nextMillis;
        nextMillis = Math.min(longestMillis, 2 * nextMillis);
        return Math.round(pause * (1 + JITTER * (2 * random.nextDouble() - 1)));
    }

    /** After a success the next failure is the first. */
    void reset() {
        nextMillis = firstMillis;
    }
}
