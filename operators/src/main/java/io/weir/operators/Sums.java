package io.weir.operators;

/** Additions of counters that may be as large as an exporter likes. */
public final class Sums {

    private Sums() {}

    /** The sum of two counters that are not negative, at most {@link Long#MAX_VALUE}. */
    public static long add(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    /** The product of two numbers that are not negative, at most {@link Long#MAX_VALUE}. */
    public static long times(long a, long b) {
        long product = a * b;
        return Math.multiplyHigh(a, b) != 0 || product < 0 ? Long.MAX_VALUE : product;
    }
}
