package io.weir.operators.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GatePeriodTest {

    private static final long T0 = 1_700_000_000_000L;

    @Test
    void isOverAtTheFullSecondAfterATimeWithinIt() {
        GatePeriod period = GatePeriod.ofSecond();
        assertThat(period.isOver(T0)).isTrue();
        period.turn(T0 + 999);

        assertThat(period.isOver(T0 + 999)).isFalse();
        assertThat(period.isOver(T0 + 1_000)).isTrue();
    }

    @Test
    void whoIsEarlyIsInThePeriodThatIsNow() {
        GatePeriod period = GatePeriod.ofPane();
        period.turn(T0);

        assertThat(period.isOver(T0 - 60_000)).isFalse();
    }

    @Test
    void isOverWhenTheClockIsSetBack() {
        GatePeriod period = GatePeriod.ofSecond();
        period.turn(T0);

        assertThat(period.isOver(T0 - 60_001)).isTrue();
        assertThat(period.turn(T0 - 60_001)).isFalse();
        assertThat(period.isOver(T0 - 60_001)).isFalse();
        assertThat(period.isOver(T0 - 60_000)).isTrue();
    }

    @Test
    void saysWhetherItIsNextToTheLast() {
        GatePeriod period = GatePeriod.ofPane();

        assertThat(period.turn(T0)).isFalse();
        assertThat(period.turn(T0 + 19_999)).isTrue();
        assertThat(period.turn(T0 + 40_000)).isFalse();
    }

    @Test
    void periodsBeforeTheEpochFollowEachOtherToo() {
        GatePeriod period = GatePeriod.ofSecond();
        period.turn(-1_500);

        assertThat(period.isOver(-1_001)).isFalse();
        assertThat(period.turn(-1_000)).isTrue();
        assertThat(period.turn(0)).isTrue();
    }
}
