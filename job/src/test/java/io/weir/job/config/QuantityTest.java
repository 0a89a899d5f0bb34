package io.weir.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class QuantityTest {

    @Property
    void readsTheBytesItWrites(@ForAll @LongRange(min = 0, max = 999_999_999_999L) long bytes) {
        assertThat(Quantity.parseBytes(Quantity.formatBytes(bytes))).contains(bytes);
    }

    @Property
    void readsTheDurationsItWrites(
            @ForAll @LongRange(min = 0, max = 999_999_999_999L) long millis) {
        Duration duration = Duration.ofMillis(millis);

        assertThat(Quantity.parseDuration(Quantity.formatDuration(duration))).contains(duration);
    }

    @Property
    void neverThrowsOnAnyText(@ForAll String text) {
        assertThat(Quantity.parseBytes(text)).isNotNull();
        assertThat(Quantity.parseDuration(text)).isNotNull();
    }

    @Example
    void readsEachUnit() {
        assertThat(Quantity.parseBytes("1B")).contains(1L);
        assertThat(Quantity.parseBytes("2 KiB")).contains(2048L);
        assertThat(Quantity.parseBytes("3MiB")).contains(3L << 20);
        assertThat(Quantity.parseBytes("4GiB")).contains(4L << 30);
        assertThat(Quantity.parseDuration("5ms")).contains(Duration.ofMillis(5));
        assertThat(Quantity.parseDuration("6s")).contains(Duration.ofSeconds(6));
        assertThat(Quantity.parseDuration("7m")).contains(Duration.ofMinutes(7));
        assertThat(Quantity.parseDuration("8h")).contains(Duration.ofHours(8));
        assertThat(Quantity.parseDuration("9d")).contains(Duration.ofDays(9));
    }

    @Example
    void refusesWhatIsNoQuantity() {
        for (String text :
                new String[] {"", "5", "MiB", "-1s", "1.5s", "1mb", "9999999999999GiB"}) {
            assertThat(Quantity.parseBytes(text)).as(text).isEmpty();
            assertThat(Quantity.parseDuration(text)).as(text).isEmpty();
        }
    }
}
