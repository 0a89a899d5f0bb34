package io.weir.operators.detect;

/**
 * When a condition that goes on is found again, where what it is judged by comes seldom: an alert
 * is closed a minute after its last finding.
 */
final class Repetition {

    static final long STEP_MILLIS = 30_000;

    private Repetition() {}

    /** The first step after a time, in whole steps since 1970. */
    static long after(long millis) {
        return (Math.floorDiv(millis, STEP_MILLIS) + 1) * STEP_MILLIS;
    }
}
