package io.weir.operators.traffic;

import java.time.Duration;

/** Series of minutes, by octets, that flows are booked in by their time. */
final class TestSeries {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private TestSeries() {}

    /** One that publishes all keys. */
    static Series rollup(Dimension dimension) {
        return new Series(
                dimension,
                MINUTE,
                Spread.EVEN,
                true,
                0,
                Metric.BYTES,
                Series.ALL_KEYS,
                false,
                false);
    }

    /** One that publishes the best ten, and of more keys than there is room for forgets some. */
    static Series top(Dimension dimension, int keysPerBucket) {
        return new Series(
                dimension,
                MINUTE,
                Spread.EVEN,
                false,
                10,
                Metric.BYTES,
                keysPerBucket,
                false,
                false);
    }
}
