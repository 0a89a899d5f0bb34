package io.weir.operators.detect;

/**
 * What level is usual.
 *
 * @param isKnown whether there was enough time to learn it
 * @param mean not negative
 * @param deviation the mean distance from the mean, not negative
 */
record Usual(boolean isKnown, double mean, double deviation) {

    static final Usual UNKNOWN = new Usual(/* isKnown= */ false, 0, 0);

    /** A level of that many times the mean is out of the ordinary, where it varies little. */
    private static final double TIMES = 2;

    /** A level that many deviations above the mean is, where it varies. */
    private static final double DEVIATIONS = 4;

    /** Whether a level is far above what is usual. */
    boolean isExceededBy(double level) {
        return isKnown && level > TIMES * mean && level > mean + DEVIATIONS * deviation;
    }

    /** Whether a level is about what is usual. */
    boolean includes(double level) {
        return isKnown && !isExceededBy(level);
    }
}
