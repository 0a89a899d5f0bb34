package io.weir.job.documents.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DecimalDigitsTest {

    @Property
    void writesWhatTheLanguageWrites(@ForAll @LongRange(max = Long.MAX_VALUE) long number) {
        assertThat(written(number)).isEqualTo(Long.toString(number));
    }

    @Test
    void writesNumbersAroundEachPowerOfTen() {
        for (long power = 1; power <= Long.MAX_VALUE / 10; power *= 10) {
            assertThat(written(power - 1)).isEqualTo(Long.toString(power - 1));
            assertThat(written(power)).isEqualTo(Long.toString(power));
            assertThat(written(power + 1)).isEqualTo(Long.toString(power + 1));
        }
        assertThat(written(1_000_000_000_000_000_000L)).isEqualTo("1000000000000000000");
    }

    @Test
    void writesNumbersAroundEachPowerOfTwo() {
        for (int bit = 0; bit < Long.SIZE - 1; bit++) {
            long power = 1L << bit;
            assertThat(written(power)).isEqualTo(Long.toString(power));
            assertThat(written(power - 1)).isEqualTo(Long.toString(power - 1));
        }
        assertThat(written(Long.MAX_VALUE)).isEqualTo(Long.toString(Long.MAX_VALUE));
    }

    private static String written(long number) {
        byte[] to = new byte[1 + DecimalDigits.LONGEST];
        int end = DecimalDigits.write(number, to, 1);
        return new String(to, 1, end - 1, StandardCharsets.US_ASCII);
    }
}
