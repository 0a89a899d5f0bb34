package io.weir.operators.traffic;

import java.util.Arrays;
import java.util.function.IntToLongFunction;

/** What about a part of many values is at most: of a sample, for sorting all takes long. */
final class SampledQuantile {

    private static final int SAMPLE = 256;

    private SampledQuantile() {}

    /**
     * @param size how many values there are, at least one
     * @param quarters how many of four parts are to be at most the result, 0 to 3
     * @param values by number from 0 on
     */
    static long of(int size, int quarters, IntToLongFunction values) {
        long[] sample = new long[Math.min(size, SAMPLE)];
        for (int i = 0; i < sample.length; i++) {
            sample[i] = values.applyAsLong((int) ((long) i * size / sample.length));
        }
        Arrays.sort(sample);
        return sample[sample.length * quarters / 4];
    }
}
