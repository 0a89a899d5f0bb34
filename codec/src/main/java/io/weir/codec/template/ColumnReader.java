package io.weir.codec.template;

import static io.weir.codec.BigEndian.bits64;
import static io.weir.codec.BigEndian.unsigned;
import static io.weir.codec.BigEndian.unsigned16;
import static io.weir.codec.BigEndian.unsigned32;
import static io.weir.codec.BigEndian.unsigned8;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;

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

    final int firstByte(DataRecords records) {
        return records.start + records.offsets[field];
    }

    static final class Unsigned8 extends ColumnReader {
        Unsigned8(int field, FlowField target) {
            super(field, target);
        }

        @Override
        void read(DataRecords records, FlowBatch batch, int row) {
            long[] column = batch.column(target);
            byte[] bytes = records.bytes;
            int stride = records.stride;
            int at = firstByte(records);
            for (int i = row; i < row + records.count; i++, at += stride) {
                column[i] = unsigned8(bytes, at);
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
            int stride = records.stride;
            int at = firstByte(records);
            for (int i = row; i < row + records.count; i++, at += stride) {
                column[i] = unsigned16(bytes, at);
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
            int stride = records.stride;
            int at = firstByte(records);
            for (int i = row; i < row + records.count; i++, at += stride) {
                column[i] = unsigned32(bytes, at);
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
            int stride = records.stride;
            int at = firstByte(records);
            for (int i = row; i < row + records.count; i++, at += stride) {
                column[i] = bits64(bytes, at);
            }
        }
    }

    /** An integer of any length from 1 to 8 bytes: reduced-size encoding (RFC 7011 §6.2). */
    static final class UnsignedOfAnyLength extends ColumnReader {
        UnsignedOfAnyLength(int field, FlowField target) {
            super(field, target);
        }

        @Override
        void read(DataRecords records, FlowBatch batch, int row) {
            int length = records.lengths[field];
            if (length < 1 || length > 8) {
                return;
            }
            long[] column = batch.column(target);
            int at = firstByte(records);
            for (int i = row; i < row + records.count; i++, at += records.stride) {
                column[i] = unsigned(records.bytes, at, length);
            }
            batch.markPresent(target, row, row + records.count);
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
            int stride = records.stride;
            int at = firstByte(records);
            for (int i = row; i < row + records.count; i++, at += stride) {
                high[i] = 0;
                low[i] = IpAddress.mappedIpv4(unsigned32(bytes, at));
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
            int stride = records.stride;
            int at = firstByte(records);
            for (int i = row; i < row + records.count; i++, at += stride) {
                high[i] = bits64(bytes, at);
                low[i] = bits64(bytes, at + 8);
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
            int at = firstByte(records);
            for (int i = row; i < row + records.count; i++, at += records.stride) {
                column[i] = unsigned32(records.bytes, at) * 1_000;
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
            int at = firstByte(records);
            for (int i = row; i < row + records.count; i++, at += records.stride) {
                int age = (int) (records.uptimeMillis - unsigned32(records.bytes, at));
                column[i] = records.exportMillis - age;
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
        private long[] secondValues = {};
        private long[] secondHighs = {};

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
            second.read(records, batch, row);
            if (secondValues.length < count) {
                secondValues = new long[count];
                secondHighs = new long[count];
            }
            System.arraycopy(column, row, secondValues, 0, count);
            System.arraycopy(highs, row, secondHighs, 0, count);

            first.read(records, batch, row);
            for (int i = 0; i < count; i++) {
                int at = row + i;
                if (isZero(highs[at], column[at]) && !isZero(secondHighs[i], secondValues[i])) {
                    column[at] = secondValues[i];
                    highs[at] = secondHighs[i];
                }
            }
        }

        /** Whether this is 0 (of a number both halves are), {@code ::} or {@code 0.0.0.0}. */
        private static boolean isZero(long high, long low) {
            return high == 0 && (low == 0 || low == IpAddress.mappedIpv4(0));
        }
    }
}
