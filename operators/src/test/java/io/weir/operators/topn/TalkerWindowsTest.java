package io.weir.operators.topn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TalkerWindowsTest {

    private static final long MINUTE = 60_000;
    private static final long START = 1_700_000_040_000L;
    private static final long END = START + MINUTE;

    private final TalkerWindows windows = new TalkerWindows(Duration.ofMinutes(2));

    @Test
    void publishesFiveSecondsAfterTheEndThenOnceAMinuteThenAtTheHorizon() {
        List<Long> publications = new ArrayList<>();
        long now = Long.MIN_VALUE;
        while (now < windows.lastPublication(START)) {
            now = windows.nextPublication(START, now);
            publications.add(now - END);
        }

        assertThat(publications).containsExactly(5_000L, 65_000L, 120_000L);
    }

    @Test
    void publishesOnceWhenTheHorizonIsShorterThanTheGraceTime() {
        TalkerWindows none = new TalkerWindows(Duration.ZERO);

        assertThat(none.nextPublication(START, START)).isEqualTo(END + 5_000);
        assertThat(none.lastPublication(START)).isEqualTo(END + 5_000);
    }

    @Property
    void theOldestOpenWindowIsTheFirstWhoseLastPublicationIsToCome(
            @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long now,
            @ForAll @LongRange(min = 0, max = 35 * 60_000) long horizonMillis) {
        TalkerWindows some = new TalkerWindows(Duration.ofMillis(horizonMillis));

        long oldest = some.oldestOpen(now);

        assertThat(Math.floorMod(oldest, MINUTE)).isZero();
        assertThat(some.lastPublication(oldest)).isGreaterThan(now);
        assertThat(some.lastPublication(oldest - MINUTE)).isLessThanOrEqualTo(now);
    }

    @Property
    void theNextPublicationOfAnOpenWindowIsToCome(
            @ForAll @LongRange(min = -600_000, max = 600_000) long nowAfterEnd,
            @ForAll @LongRange(min = 0, max = 35 * 60_000) long horizonMillis) {
        TalkerWindows some = new TalkerWindows(Duration.ofMillis(horizonMillis));
        long now = END + nowAfterEnd;
        if (some.lastPublication(START) <= now) {
            return;
        }

        long next = some.nextPublication(START, now);

        assertThat(next).isGreaterThan(now).isLessThanOrEqualTo(some.lastPublication(START));
        assertThat(next).isGreaterThanOrEqualTo(some.firstPublication(START));
        assertThat(next - Math.max(now, END)).isLessThanOrEqualTo(MINUTE + 5_000);
    }
}
