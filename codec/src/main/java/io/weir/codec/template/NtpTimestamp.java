package io.weir.codec.template;

import static io.weir.codec.BigEndian.unsigned32;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;

/**
 * Micro- or nanoseconds: an NTP timestamp, seconds since 1900 and a binary fraction of 32 bits (RFC
 * 7011 §6.1.9 and §6.1.10).
 *
 * <p>A binary fraction hardly ever is a whole number of microseconds: exporters cut it off, so that
 * it is rounded up to the unit of the element before the rest is cut off here. Else each whole
 * millisecond would become the one before.
 */
final class NtpTimestamp extends ColumnReader {

    /** The 11 lowest bits of the fraction are below a microsecond and to be ignored. */
    private static final long MICROSECONDS_FRACTION = 0xffff_f800L;

    private static final long NANOSECONDS_FRACTION = 0xffff_ffffL;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long SECONDS_FROM_1900_TO_1970 = 2_208_988_800L;

    /** Seconds below this are of the era that begins in 2036 (RFC 5905 §6). */
    private static final long FIRST_OF_1968 = 1L << 31;

    private static final long ERA_SECONDS = 1L << 32;

    private final long fractionMask;
    private final long unitsPerSecond;

    private NtpTimestamp(int field, FlowField target, long fractionMask, long unitsPerSecond) {
        super(field, target);
        this.fractionMask = fractionMask;
        this.unitsPerSecond = unitsPerSecond;
    }

    static NtpTimestamp micros(int field, FlowField target) {
        return new NtpTimestamp(field, target, MICROSECONDS_FRACTION, MICROS_PER_SECOND);
    }

    static NtpTimestamp nanos(int field, FlowField target) {
        return new NtpTimestamp(field, target, NANOSECONDS_FRACTION, NANOS_PER_SECOND);
    }

    @Override
    void read(DataRecords records, FlowBatch batch, int row) {
        long[] column = batch.column(target);
        long unitsPerMilli = unitsPerSecond / 1_000;
        byte[] bytes = records.bytes;
        int[] starts = records.starts(field);
        int offset = records.offset(field);
        for (int i = 0; i < records.count; i++) {
            long seconds = unsigned32(bytes, starts[i] + offset);
            long fraction = unsigned32(bytes, starts[i] + offset + 4) & fractionMask;
            long units = (fraction * unitsPerSecond + 0xffff_ffffL) >>> 32;
            column[row + i] = unixSeconds(seconds) * 1_000 + units / unitsPerMilli;
        }
    }

    /** Zero says that the time is not known: that stays in 1900, where nobody takes it for one. */
    private static long unixSeconds(long ntpSeconds) {
        long era = ntpSeconds > 0 && ntpSeconds < FIRST_OF_1968 ? ERA_SECONDS : 0;
        return era + ntpSeconds - SECONDS_FROM_1900_TO_1970;
    }
}
