package io.weir.job.documents.flow;

import java.nio.charset.StandardCharsets;

/** Writes numbers as decimal digits, two at a time. */
final class DecimalDigits {

    /** The digits of {@link Long#MAX_VALUE}. */
    static final int LONGEST = 19;

    private static final byte[] PAIRS = pairs();

    private DecimalDigits() {}

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
        int count = 1;
        for (long limit = 10; count < LONGEST && value >= limit; limit *= 10) {
            count++;
        }
        return count;
    }
}
