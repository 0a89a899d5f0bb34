package io.weir.operators.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WindowsTest {

    private static final long MINUTE = 60_000;
    private static final long END = 1_700_000_040_000L;

    private final Windows windows = new Windows(Duration.ofMinutes(1), Duration.ofMinutes(2));

    @Test
    void aWindowIsPublishedFirstFiveSecondsAfterItsEndThenEachMinuteAndAtItsHorizon() {
        assertThat(windows.nextPublication(END, END - MINUTE)).isEqualTo(END + 5_000);
        assertThat(windows.nextPublication(END, END + 5_000)).isEqualTo(END + 65_000);
        assertThat(windows.nextPublication(END, END + 65_000)).isEqualTo(END + 2 * MINUTE);
        assertThat(windows.lastPublication(END)).isEqualTo(END + 2 * MINUTE);
    }

    @Test
    void aHorizonIsAtLeastTheTimeToTheFirstPublication() {
        Windows impatient = new Windows(Duration.ofMinutes(1), Duration.ZERO);

        assertThat(impatient.lastPublication(END)).isEqualTo(END + 5_000);
        assertThat(impatient.nextPublication(END, END)).isEqualTo(END + 5_000);
    }

    @Test
    void theOldestOpenWindowIsTheFirstWhoseHorizonHasNotPassed() {
        assertThat(windows.oldestOpen(END)).isEqualTo(END - 2 * MINUTE);
        assertThat(windows.lastPublication(windows.oldestOpen(END) + MINUTE)).isGreaterThan(END);
        assertThat(windows.oldestOpen(END + MINUTE - 1)).isEqualTo(END - 2 * MINUTE);
    }

    /** Or sums that wait for the next second would miss it. */
    @Property
    void knowsOfEachPublicationBetweenTwoWatermarks(
            @ForAll @IntRange(min = 1, max = 600_000) int step,
            @ForAll @IntRange(max = 3_600_000) int offset,
            @ForAll @IntRange(max = 35) int horizonMinutes,
            @ForAll @IntRange(min = 1, max = 6) int tens) {
        Windows any =
                new Windows(Duration.ofSeconds(10L * tens), Duration.ofMinutes(horizonMinutes));
        long after = END + offset;
        long upTo = after + step;
        long end = any.oldestOpen(after) + any.sizeMillis();
        boolean expected = false;
        for (; end <= upTo; end += any.sizeMillis()) {
            long next = any.nextPublication(end, after);
            expected |= next > after && next <= upTo;
        }
        if (expected) {
            assertThat(any.publishesWithin(after, upTo)).isTrue();
        }
    }

    @Test
    void windowsOfPartsOfSecondsAreRefused() {
        assertThatThrownBy(() -> new Windows(Duration.ofMillis(1_500), Duration.ZERO))
                .hasMessageContaining("whole seconds");
    }
}
