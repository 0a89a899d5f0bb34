package io.weir.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApproxDistinctTest {

    private final ApproxDistinct function = new ApproxDistinct();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 8, 9, 100})
    void fewAreCountedExactly(int count) {
        assertThat(function.getValue(sketchOf(0, count))).isEqualTo(count);
    }

    /** Four standard errors: a wrong estimator is off by more, a right one practically never. */
    @ParameterizedTest
    @ValueSource(ints = {1_000, 10_000, 100_000, 1_000_000})
    void manyAreCountedWithinTheError(int count) {
        assertThat(function.getValue(sketchOf(0, count)))
                .isCloseTo(count, Percentage.withPercentage(4 * 2.3));
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 300, 30_000})
    void whatPartsHaveInCommonIsCountedOnce(long count) {
        DistinctSketch one = sketchOf(0, 2 * count);
        function.merge(
                one, List.of(sketchOf(count, 3 * count), new DistinctSketch(), sketchOf(0, 1)));

        assertThat(function.getValue(one)).isCloseTo(3 * count, Percentage.withPercentage(4 * 2.3));
    }

    @Test
    void mergedIntoNothingItIsWhatItWas() {
        DistinctSketch nothing = new DistinctSketch();
        DistinctSketch some = sketchOf(0, 50);
        function.merge(nothing, List.of(some));
        function.accumulate(nothing, 1_000L);

        assertThat(function.getValue(nothing)).isEqualTo(51);
        assertThat(function.getValue(some)).isEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 200, 50_000})
    void goesOnFromItsOctets(int count) {
        DistinctSketch read = new DistinctSketch();
        read.setOctets(sketchOf(0, count).getOctets());

        assertThat(function.getValue(read)).isEqualTo(function.getValue(sketchOf(0, count)));
        assertThat(read.getOctets().length).isLessThanOrEqualTo(2_200);
        function.accumulate(read, (long) count);
        assertThat(read.getOctets()).isEqualTo(sketchOf(0, count + 1).getOctets());
    }

    @Test
    void textsAndNumbersAreCountedAndNullsAreNot() {
        DistinctSketch sketch = function.createAccumulator();
        function.accumulate(sketch, "10.0.0.1");
        function.accumulate(sketch, "10.0.0.2");
        function.accumulate(sketch, "10.0.0.1");
        function.accumulate(sketch, 22);
        function.accumulate(sketch, 22L);
        function.accumulate(sketch, (String) null);
        function.accumulate(sketch, (Long) null);
        function.accumulate(sketch, (Integer) null);

        assertThat(function.getValue(sketch)).isEqualTo(3);
        function.resetAccumulator(sketch);
        assertThat(function.getValue(sketch)).isZero();
    }

    private DistinctSketch sketchOf(long from, long to) {
        DistinctSketch sketch = function.createAccumulator();
        for (long value = from; value < to; value++) {
            function.accumulate(sketch, value);
        }
        return sketch;
    }
}
