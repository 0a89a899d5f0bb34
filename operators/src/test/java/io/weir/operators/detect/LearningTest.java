package io.weir.operators.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.operators.types.SerializerContract;
import java.time.Duration;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Panes of ten seconds, an hour of warm-up. */
class LearningTest {

    private static final long PANE = 10_000;
    private static final int HOUR = 360;

    private final Learning learning = new Learning(Duration.ofMillis(PANE), Duration.ofHours(1));

    @Test
    void nothingIsUsualBeforeTheWarmUpIsOver() {
        Baseline known = learned(HOUR, pane -> 100);

        assertThat(learning.usual(known, (HOUR - 1) * PANE, 0)).isEqualTo(Usual.UNKNOWN);
        assertThat(learning.usual(known, HOUR * PANE, 0).isKnown()).isTrue();
        assertThat(Usual.UNKNOWN.includes(1)).isFalse();
        assertThat(Usual.UNKNOWN.isExceededBy(1e9)).isFalse();
    }

    @Test
    void aSteadyLevelIsUsualFromTheEndOfTheWarmUpOn() {
        Usual usual = usualAfter(HOUR, pane -> 100);

        assertThat(usual.mean()).isCloseTo(100, within(0.1));
        assertThat(usual.includes(150)).isTrue();
        assertThat(usual.isExceededBy(1_000)).isTrue();
    }

    @Test
    void aLevelThatVariesHasAWiderRange() {
        Usual usual = usualAfter(3 * HOUR, pane -> pane % 2 == 0 ? 50 : 150);

        assertThat(usual.mean()).isCloseTo(100, within(1.0));
        assertThat(usual.deviation()).isCloseTo(50, within(5.0));
        assertThat(usual.includes(250)).isTrue();
        assertThat(usual.isExceededBy(400)).isTrue();
    }

    @Test
    void whatShowsUpLaterIsNotComparedWithItself() {
        long start = 24L * HOUR * PANE;
        assertThat(learning.usual(null, start, 0).isExceededBy(1)).isTrue();

        Baseline attack = learning.learn(null, start, 1_000, 0);
        for (int pane = 1; pane <= 60; pane++) {
            long at = start + pane * PANE;
            assertThat(learning.usual(attack, at, 0).isExceededBy(1_000)).isTrue();
            attack = learning.learn(attack, at, 1_000, 0);
        }
    }

    @Test
    void whatGoesOnForHoursBecomesUsual() {
        long start = 24L * HOUR * PANE;
        Baseline known = learning.learn(null, start, 1_000, 0);
        for (int pane = 1; pane <= 4 * HOUR; pane++) {
            known = learning.learn(known, start + pane * PANE, 1_000, 0);
        }
        assertThat(learning.usual(known, start + 4 * HOUR * PANE, 0).includes(1_000)).isTrue();
    }

    @Test
    void panesWithoutALevelCountAsNone() {
        Baseline known = learned(3 * HOUR, pane -> 100);
        long later = (3L * HOUR + 2L * HOUR) * PANE;

        assertThat(learning.usual(known, later, 0).mean()).isBetween(30.0, 75.0);
    }

    @Test
    void ofSeveralLevelsInOnePaneTheHighestCounts() {
        Baseline known = learning.learn(null, 0, 10, 0);
        known = learning.learn(known, 0, 30, 0);
        known = learning.learn(known, 0, 20, 0);

        assertThat(known.level()).isEqualTo(30);
        assertThat(learning.learn(known, -PANE, 99, 0)).isEqualTo(known);
    }

    @Test
    void baselinesKeepTheContract() {
        Baseline baseline = new Baseline(-1, 2.5, 3.25, Double.MAX_VALUE);
        SerializerContract.check(BaselineSerializer.INSTANCE, baseline);
        assertThat(SerializerContract.hex(BaselineSerializer.INSTANCE, new Baseline(1, 2, 4, 8)))
                .isEqualTo("010000000000000001400000000000000040100000000000004020000000000000");
    }

    private Usual usualAfter(int panes, IntToDoubleFunction level) {
        return learning.usual(learned(panes, level), panes * PANE, 0);
    }

    private Baseline learned(int panes, IntToDoubleFunction level) {
        Baseline known = null;
        for (int pane = 0; pane < panes; pane++) {
            known = learning.learn(known, pane * PANE, level.applyAsDouble(pane), 0);
        }
        return known;
    }
}
