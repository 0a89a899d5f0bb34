package io.weir.operators.detect;

import java.io.Serializable;
import java.time.Duration;
import javax.annotation.Nullable;

/**
 * How levels are learned. What has no level in a pane counts as having none of it, so that one that
 * shows up after the start of learning is compared with nothing, not with itself.
 *
 * @param pane what has one level
 * @param warmUp how long is learned before anything is usual
 */
public record Learning(Duration pane, Duration warmUp) implements Serializable {

    /** After this time what is new weighs as much as all before. */
    static final Duration HALF_LIFE = Duration.ofHours(2);

    /** As many half-lives leave nothing to speak of. */
    static final Duration FORGOTTEN_AFTER = HALF_LIFE.multipliedBy(12);

    /**
     * Takes the level in a pane; of several in one pane, the highest.
     *
     * @param known null if there is nothing yet
     * @param sinceMillis when learning began, of anything
     */
    Baseline learn(@Nullable Baseline known, long paneStart, double level, long sinceMillis) {
        if (known == null) {
            return Baseline.startingWith(paneStart, level);
        }
        if (paneStart < known.paneStart()) {
            return known;
        }
        if (paneStart == known.paneStart()) {
            return level > known.level()
                    ? new Baseline(paneStart, level, known.mean(), known.deviation())
                    : known;
        }
        Baseline before = upTo(known, paneStart, sinceMillis);
        return new Baseline(paneStart, level, before.mean(), before.deviation());
    }

    /**
     * What is usual, by what was learned before a pane.
     *
     * @param known null if there is nothing yet
     * @param sinceMillis as for {@link #learn}
     */
    Usual usual(@Nullable Baseline known, long paneStart, long sinceMillis) {
        long learned = paneStart - sinceMillis;
        if (learned < warmUp.toMillis() || learned <= 0) {
            return Usual.UNKNOWN;
        }
        if (known == null) {
            return new Usual(/* isKnown= */ true, 0, 0);
        }
        Baseline before = upTo(known, paneStart, sinceMillis);
        double weight = 1 - kept(learned);
        return new Usual(true, before.mean() / weight, before.deviation() / weight);
    }

    /** The mean and deviation of all panes before this one. */
    private Baseline upTo(Baseline known, long paneStart, long sinceMillis) {
        if (paneStart <= known.paneStart()) {
            return known;
        }
        double share = 1 - kept(pane.toMillis());
        double weight = 1 - kept(known.paneStart() - sinceMillis);
        double distance = weight > 0 ? Math.abs(known.level() - known.mean() / weight) : 0;
        double mean = known.mean() + share * (known.level() - known.mean());
        double deviation = known.deviation() + share * (distance - known.deviation());
        double silence = kept(paneStart - known.paneStart() - pane.toMillis());
        return new Baseline(paneStart, 0, mean * silence, deviation * silence);
    }

    /** Which part of what was known is left after some time. */
    private static double kept(long millis) {
        return Math.pow(0.5, (double) millis / HALF_LIFE.toMillis());
    }
}
