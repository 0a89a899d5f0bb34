package io.weir.job.generate;

import java.util.SplittableRandom;

/**
 * Samples a heavy-tailed distribution from a table of its quantiles, made with {@link StrictMath}:
 * the same numbers on every machine, and one table look-up per sample.
 */
final class HeavyTail {

    private static final int QUANTILES = 4096;

    private final int[] quantiles = new int[QUANTILES];

    private HeavyTail() {}

    /**
     * Sizes by Pareto's law: many near the least, few huge.
     *
     * @param alpha the tail's exponent; the nearer to 1, the heavier
     */
    static HeavyTail sizes(int least, int most, double alpha) {
        HeavyTail tail = new HeavyTail();
        for (int i = 0; i < QUANTILES; i++) {
            double above = 1 - (i + 0.5) / QUANTILES;
            double size = least * StrictMath.pow(above, -1 / alpha);
            tail.quantiles[i] = (int) Math.min(most, size);
        }
        return tail;
    }

    /** Ranks 0 to {@code count} - 1 by Zipf's law: rank r is 1 / (r + 1) as frequent as rank 0. */
    static HeavyTail ranks(int count) {
        double all = 0;
        for (int rank = 0; rank < count; rank++) {
            all += 1.0 / (rank + 1);
        }
        HeavyTail tail = new HeavyTail();
        int rank = 0;
        double below = 1;
        for (int i = 0; i < QUANTILES; i++) {
            while (rank < count - 1 && below / all <= (i + 0.5) / QUANTILES) {
                rank++;
                below += 1.0 / (rank + 1);
            }
            tail.quantiles[i] = rank;
        }
        return tail;
    }

    int sample(SplittableRandom random) {
        return quantiles[random.nextInt(QUANTILES)];
    }
}
