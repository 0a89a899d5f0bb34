package io.weir.job.capture;

/** The Internet checksum (RFC 1071) over parts that each start at an even offset. */
final class InternetChecksum {

    private long sum;

    /** Adds bytes; an odd last byte counts as if a zero followed it. */
    InternetChecksum add(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int i = offset;
        for (; i + 1 < end; i += 2) {
            sum += (bytes[i] & 0xff) << 8 | (bytes[i + 1] & 0xff);
        }
        if (i < end) {
            sum += (bytes[i] & 0xff) << 8;
        }
        return this;
    }

    /** Adds a number of at most 32 bits as two 16-bit words. */
    InternetChecksum add(long value) {
        sum += (value >>> 16 & 0xffff) + (value & 0xffff);
        return this;
    }

    /** The one's complement of the one's complement sum, 16 bits. */
    int value() {
        long folded = sum;
        while (folded >>> 16 != 0) {
            folded = (folded & 0xffff) + (folded >>> 16);
        }
        return (int) ~folded & 0xffff;
    }
}
