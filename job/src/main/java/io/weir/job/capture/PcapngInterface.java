package io.weir.job.capture;

import java.io.IOException;
import java.nio.ByteOrder;

/**
 * An interface of a pcapng section.
 *
 * @param linkType the registered link type (LINKTYPE_…)
 * @param snapLength the most bytes captured of a packet, 0 for no limit
 * @param resolution how fine its times are, as if_tsresol says: with the top bit clear the negative
 *     power of ten of a second, with it set the negative power of two
 * @param offsetSeconds what to add to its times
 */
record PcapngInterface(int linkType, long snapLength, int resolution, long offsetSeconds) {

    private static final int OPTION_END = 0;
    private static final int OPTION_TSRESOL = 9;
    private static final int OPTION_TSOFFSET = 14;

    private static final int BINARY = 0x80;
    private static final int MICROSECONDS = 6;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int FINEST_DECIMAL = 18;
    private static final int FINEST_BINARY = 63;

    /** Bits of a fraction of a second that can be multiplied by 1,000,000 without overflow. */
    private static final int FRACTION_BITS = 43;

    /**
     * Reads the options; the input stands after the fixed fields, the options end at {@code end}.
     */
    static PcapngInterface read(CaptureInput input, int linkType, long snapLength, long end)
            throws IOException {
        int resolution = MICROSECONDS;
        long offsetSeconds = 0;
        while (end - input.offset() >= 4) {
            int code = input.readUnsignedShort();
            int length = input.readUnsignedShort();
            int padded = (length + 3) & ~3;
            long at = input.offset();
            if (code == OPTION_END) {
                break;
            }
            if (end - at < padded) {
                throw input.damaged(
                        at, "an option of at most " + (end - at) + " bytes", length + " bytes");
            }
            if (code == OPTION_TSRESOL && length == 1) {
                resolution = input.readByte();
                checkResolution(input, resolution);
            } else if (code == OPTION_TSOFFSET && length == 8) {
                offsetSeconds = readLong(input);
            }
            input.skip(at + padded - input.offset());
        }
        return new PcapngInterface(linkType, snapLength, resolution, offsetSeconds);
    }

    private static void checkResolution(CaptureInput input, int resolution) throws IOException {
        int power = resolution & ~BINARY;
        if (power > ((resolution & BINARY) == 0 ? FINEST_DECIMAL : FINEST_BINARY)) {
            throw input.damaged(
                    input.offset() - 1,
                    "a time resolution of at most 10^-18 or 2^-63",
                    "if_tsresol " + resolution);
        }
    }

    private static long readLong(CaptureInput input) throws IOException {
        long first = input.readUnsignedInt();
        long second = input.readUnsignedInt();
        return input.order() == ByteOrder.BIG_ENDIAN ? first << 32 | second : second << 32 | first;
    }

    /** Unix microseconds of an unsigned number of ticks since the epoch. */
    long epochMicros(long ticks) {
        return micros(ticks) + offsetSeconds * MICROS_PER_SECOND;
    }

    private long micros(long ticks) {
        int power = resolution & ~BINARY;
        if ((resolution & BINARY) == 0) {
            return power <= MICROSECONDS
                    ? ticks * powerOfTen(MICROSECONDS - power)
                    : Long.divideUnsigned(ticks, powerOfTen(power - MICROSECONDS));
        }
        int lost = Math.max(0, power - FRACTION_BITS);
        long fraction = (ticks & ((1L << power) - 1)) >>> lost;
        return (ticks >>> power) * MICROS_PER_SECOND
                + ((fraction * MICROS_PER_SECOND) >>> (power - lost));
    }

    private static long powerOfTen(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }
}
