package io.weir.job.documents.flow;

/** Writes numbers as decimal digits. Not thread-safe. */
final class DecimalDigits {

    /** The digits of {@link Long#MAX_VALUE}. */
    static final int LONGEST = 19;

    private final byte[] bytes = new byte[LONGEST];

    /**
     * Writes a number that is not negative.
     *
     * @return where in {@link #bytes} it begins; it ends with them
     */
    int write(long value) {
        int at = LONGEST;
        long rest = value;
        while (rest > Integer.MAX_VALUE) {
            bytes[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        int small = (int) rest;
        do {
            bytes[--at] = (byte) ('0' + small % 10);
            small /= 10;
        } while (small != 0);
        return at;
    }

    /** ASCII; good until the next call. */
    byte[] bytes() {
        return bytes;
    }
}
