package io.weir.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads unsigned integers in network byte order. The caller has checked the bounds. */
public final class BigEndian {

    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private BigEndian() {}

    public static int unsigned8(byte[] bytes, int offset) {
        return bytes[offset] & 0xff;
    }

    public static int unsigned16(byte[] bytes, int offset) {
        return (short) SHORT.get(bytes, offset) & 0xffff;
    }

    public static long unsigned32(byte[] bytes, int offset) {
        return (int) INT.get(bytes, offset) & 0xffff_ffffL;
    }

    /** All 64 bits; values from 2^63 on come out negative. */
    public static long bits64(byte[] bytes, int offset) {
        return (long) LONG.get(bytes, offset);
    }

    /** An unsigned integer of 1 to 8 bytes. */
    public static long unsigned(byte[] bytes, int offset, int length) {
        long value = 0;
        for (int i = offset; i < offset + length; i++) {
            value = value << 8 | (bytes[i] & 0xff);
        }
        return value;
    }
}
