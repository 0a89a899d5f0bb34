package io.weir.codec.template;

import static io.weir.codec.BigEndian.bits64;
import static io.weir.codec.BigEndian.unsigned;
import static io.weir.codec.BigEndian.unsigned16;
import static io.weir.codec.BigEndian.unsigned32;
import static io.weir.codec.BigEndian.unsigned8;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import java.util.Arrays;

/**
 * Copies one field of all given records into one column of a batch.
 *
 * <p>One loop per field over all records, instead of one dispatch per field and record: the loops
 * stay small and monomorphic, whatever the number of templates.
 */
abstract class ColumnReader {

    final int field;
    final FlowField target;

    ColumnReader(int field, FlowField target) {
        this.field = field;
        this.target = target;
    }

    abstract void read(DataRecords records, FlowBatch batch, int row);

    /** Whether {@link #read} gives every record a value, and so leaves marking to the plan. */
    boolean alwaysPresent() {
        return true;
    }

    /** The same number in every record, whatever the record says. */
    static final class Constant extends ColumnReader {

        private static final int NO_FIELD = -1;

        private final long value;

        Constant(long value, FlowField target) {
            super(NO_FIELD, target);
            this.value = value;
        }

        @Override
        void read(DataRecords records, FlowBatch batch, int row) {
            Arrays.fill(batch.column(target), row, row + records.count, value);
        }
    }

    static final class Unsigned8 extends ColumnReader {
        Unsigned8(int field, FlowField target) {
            super(field, target);
        }

        @Override
        void read(DataRecords records, FlowBatch batch, int row) {
            long[] column = batch.column(target);
            byte[] bytes = records.bytes;
            int[] starts = records.starts(field);
            int offset = records.offset(field);
            for (int i = 0; i < records.count; i++) {
                column[row + i] = unsigned8(bytes, starts[i] + offset);
            }
        }
    }

    static final class Unsigned16 extends ColumnReader {
        Unsigned16(int field, FlowField target) {
            super(field, target);
        }

        @Override
        void read(DataRecords records, FlowBatch batch, int row) {
            long[] column = batch.column(target);
            byte[] bytes = records.bytes;
            int[] starts = records.starts(field);
            int offset = records.offset(field);
            for (int i = 0; i < records.count; i++) {
                column[row + i] = unsigned16(bytes, starts[i] + offset);
            }
        }
    }

    static final class Unsigned32 extends ColumnReader {
        Unsigned32(int field, FlowField target) {
            super(field, target);
        }

        @Override
        void read(DataRecords records, FlowBatch batch, int row) {
            long[] column = batch.column(target);
            byte[] bytes = records.bytes;
            int[] starts = records.starts(field);
            int offset = records.offset(field);
            for (int i = 0; i < records.count; i++) {
                column[row + i] = unsigned32(bytes, starts[i] + offset);
            }
        }
    }

    static final class Bits64 extends ColumnReader {
        Bits64(int field, FlowField target) {
            super(field, target);
        }

        @Override
        void read(DataRecords records, FlowBatch batch, int row) {
            long[] column = batch.column(target);
            byte[] bytes = records.bytes;
            int[] starts = records.starts(field);
            int offset = records.offset(field);
            for (int i = 0; i < records.count; i++) {
                column[row + i] = bits64(bytes, starts[i] + offset);
            }
        }
    }

    /** An integer of 1 to 8 bytes: reduced-size encoding (RFC 7011 §6.2), MAC addresses. */
    static final class UnsignedOfAnyLength extends ColumnReader {

        private final int length;

        UnsignedOfAnyLength(int field, int length, FlowField target) {
            super(field, target);
            this.length = length;
        }

        @Override
        void read(DataRecords records, FlowBatch batch, int row) {
            long[] column = batch.column(target);
            byte[] bytes = records.bytes;
            int[] starts = records.starts(field);
            int end = records.offset(field) + length;
            int excess = Long.SIZE - Byte.SIZE * length;
            for (int i = 0; i < records.count; i++) {
                // The eight bytes that end with the value: a header lies before each record.
                column[row + i] = bits64(bytes, starts[i] + end - Long.BYTES) << excess >>> excess;
            }
        }
    }

    /** An integer whose length stands in each record; absent where that is not 1 to 8 bytes. */
    static final class UnsignedOfVariableLength extends ColumnReader {
        UnsignedOfVariableLength(int field, FlowField target) {
            super(field, target);
        }

        @Override
        void read(DataRecords records, FlowBatch batch, int row) {
            long[] column = batch.column(target);
            for (int i = 0; i < records.count; i++) {
                int length = records.length(field, i);
                if (length >= 1 && length <= Long.BYTES) {
                    column[row + i] = unsigned(records.bytes, records.first(field, i), length);
                    batch.markPresent(target, row + i, row + i + 1);
                }
            }
        }

        @Override
        boolean alwaysPresent() {
            return false;
        }
    }

    static final class Ipv4 extends ColumnReader {
        Ipv4(int field, FlowField target) {
            super(field, target);
        }

        @Override
        void read(DataRecords records, FlowBatch batch, int row) {
            long[] high = batch.highColumn(target);
            long[] low = batch.column(target);
            byte[] bytes = records.bytes;
            int[] starts = records.starts(field);
            int offset = records.offset(field);
            for (int i = 0; i < records.count; i++) {
                high[row + i] = 0;
                low[row + i] = IpAddress.mappedIpv4(unsigned32(bytes, starts[i] + offset));
            }
        }
    }

    static final class Ipv6 extends ColumnReader {
        Ipv6(int field, FlowField target) {
            super(field, target);
        }

        @Override
        void read(DataRecords records, FlowBatch batch, int row) {
            long[] high = batch.highColumn(target);
            long[] low = batch.column(target);
            byte[] bytes = records.bytes;
            int[] starts = records.starts(field);
            int offset = records.offset(field);
            for (int i = 0; i < records.count; i++) {
                high[row + i] = bits64(bytes, starts[i] + offset);
                low[row + i] = bits64(bytes, starts[i] + offset + 8);
            }
        }
    }

    /** Seconds since 1970 (RFC 7011 §6.1.7). */
    static final class Seconds extends ColumnReader {
        Seconds(int field, FlowField target) {
            super(field, target);
        }

        @Override
        void read(DataRecords records, FlowBatch batch, int row) {
            long[] column = batch.column(target);
            byte[] bytes = records.bytes;
            int[] starts = records.starts(field);
            int offset = records.offset(field);
            for (int i = 0; i < records.count; i++) {
                column[row + i] = unsigned32(bytes, starts[i] + offset) * 1_000;
            }
        }
    }

    /**
     * Milliseconds of the exporter's uptime (NetFlow v5 and v9): export time minus the time since,
     * which is a signed 32-bit difference because the uptime wraps every 49.7 days.
     */
    static final class UptimeMillis extends ColumnReader {
        UptimeMillis(int field, FlowField target) {
            super(field, target);
        }

        @Override
        void read(DataRecords records, FlowBatch batch, int row) {
            long[] column = batch.column(target);
            byte[] bytes = records.bytes;
            int[] starts = records.starts(field);
            int offset = records.offset(field);
            for (int i = 0; i < records.count; i++) {
                int age = (int) (records.uptimeMillis - unsigned32(bytes, starts[i] + offset));
                column[row + i] = records.exportMillis - age;
            }
        }
    }

    /**
     * A field that the template has for IPv4 and for IPv6, where each record fills one of the two
     * and leaves the other zero.
     */
    static final class EitherFamily extends ColumnReader {

        private final ColumnReader first;
        private final ColumnReader second;
        private long[] firstValues = {};
        private long[] firstHighs = {};

        /**
         * @param first of the two in the template: it counts unless it is zero
         */
        EitherFamily(ColumnReader first, ColumnReader second) {
            super(first.field, first.target);
            this.first = first;
            this.second = second;
        }

        @Override
        void read(DataRecords records, FlowBatch batch, int row) {
            boolean address = target.shape() == FlowField.Shape.ADDRESS;
            long[] column = batch.column(target);
            long[] highs = address ? batch.highColumn(target) : column;
            int count = records.count;
            first.read(records, batch, row);
            // Most sets are of one family: half of them need the second not even looked at.
            if (!anyZero(highs, column, row, row + count)) {
                return;
            }
            if (firstValues.length < count) {
                firstValues = new long[count];
                firstHighs = new long[count];
            }
            System.arraycopy(column, row, firstValues, 0, count);
            System.arraycopy(highs, row, firstHighs, 0, count);

            second.read(records, batch, row);
            for (int i = 0; i < count; i++) {
                int at = row + i;
                if (!isZero(firstHighs[i], firstValues[i]) || isZero(highs[at], column[at])) {
                    column[at] = firstValues[i];
                    highs[at] = firstHighs[i];
                }
            }
        }

        private static boolean anyZero(long[] highs, long[] lows, int from, int to) {
            for (int i = from; i < to; i++) {
                if (isZero(highs[i], lows[i])) {
                    return true;
                }
            }
            return false;
        }

        /** Whether this is 0 (of a number both halves are), {@code ::} or {@code 0.0.0.0}. */
        private static boolean isZero(long high, long low) {
            return high == 0 && (low == 0 || low == IpAddress.mappedIpv4(0));
        }
    }
}
