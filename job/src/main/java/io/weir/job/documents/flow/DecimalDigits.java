package io.weir.job.documents.flow;

import java.nio.charset.StandardCharsets;

/** Writes numbers as decimal digits, two at a time. */
final class DecimalDigits {

    /** The digits of {@link Long#MAX_VALUE}. */
    static final int LONGEST = 19;

    /** A bit is worth this many digits, in 4096ths. */
    private static final int DIGITS_PER_BIT = 1_233;

    private static final int DIGITS_SHIFT = 12;

    private static final byte[] PAIRS = pairs();
    private static final long[] POWERS_OF_TEN = powersOfTen();

    private DecimalDigits() {}

    private static long[] powersOfTen() {
        long[] powers = new long[LONGEST];
        powers[0] = 1;
        for (int i = 1; i < LONGEST; i++) {
            powers[i] = 10 * powers[i - 1];
        }
        return powers;
    }

    private static byte[] pairs() {
        StringBuilder pairs = new StringBuilder(200);
        for (int i = 0; i < 100; i++) {
            pairs.append(i / 10).append(i % 10);
        }
        return pairs.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Writes a number that is not negative.
     *
     * @return where it ends
     */
    static int write(long value, byte[] to, int start) {
        int end = start + count(value);
        int at = end;
        long rest = value;
        while (rest > Integer.MAX_VALUE) {
            long hundreds = rest / 100;
            at = pair((int) (rest - hundreds * 100), to, at);
            rest = hundreds;
        }
        int small = (int) rest;
        while (small >= 100) {
            int hundreds = small / 100;
            at = pair(small - hundreds * 100, to, at);
            small = hundreds;
        }
        if (small >= 10) {
            pair(small, to, at);
        } else {
            to[at - 1] = (byte) ('0' + small);
        }
        return end;
    }

    /** Writes a number below 100 with two digits that end there. Returns where they start. */
    static int pair(int number, byte[] to, int end) {
        to[end - 1] = PAIRS[2 * number + 1];
        to[end - 2] = PAIRS[2 * number];
        return end - 2;
    }

    private static int count(long value) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(value);
        int digits = (bits * DIGITS_PER_BIT) >>> DIGITS_SHIFT;
        return value < POWERS_OF_TEN[digits] ? Math.max(1, digits) : digits + 1;
    }
}
