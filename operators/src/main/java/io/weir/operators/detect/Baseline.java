package io.weir.operators.detect;

/**
 * What was learned of a level, as of traffic or of sessions, over hours: its mean and its mean
 * distance from that, both exponentially weighted (Holt 1957) and not yet corrected for how long
 * there was to learn. The pane that goes on is kept apart, so that nothing is compared with itself.
 *
 * @param paneStart first millisecond of the pane of the last level
 * @param level the highest in that pane
 * @param mean before that pane
 * @param deviation before that pane
 */
record Baseline(long paneStart, double level, double mean, double deviation) {

    /** That of what was not seen before. */
    static Baseline startingWith(long paneStart, double level) {
        return new Baseline(paneStart, level, 0, 0);
    }
}
