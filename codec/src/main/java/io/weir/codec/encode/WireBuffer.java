package io.weir.codec.encode;

import io.weir.codec.IpAddress;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A growing sequence of bytes in network order, to be filled, sent and cleared again.
 *
 * <p>Numbers are unsigned; of a value that is too large for its field the low-order bytes are
 * written. Not thread-safe.
 */
public final class WireBuffer {

    /** From this length on a variable-length value takes three bytes of length (RFC 7011 §7). */
    private static final int LONG_VALUE = 255;

    private static final int INITIAL_CAPACITY = 2048;
    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);

    private byte[] bytes = new byte[INITIAL_CAPACITY];
    private int length;

    public WireBuffer uint8(long value) {
        int at = extend(1);
        bytes[at] = (byte) value;
        return this;
    }

    public WireBuffer uint16(long value) {
        int at = extend(Short.BYTES);
        SHORT.set(bytes, at, (short) value);
        return this;
    }

    public WireBuffer uint32(long value) {
        int at = extend(Integer.BYTES);
        INT.set(bytes, at, (int) value);
        return this;
    }

    public WireBuffer uint64(long value) {
        int at = extend(Long.BYTES);
        LONG.set(bytes, at, value);
        return this;
    }

    /**
     * Writes the low-order bytes of a value: reduced-size encoding (RFC 7011 §6.2) and odd sizes.
     *
     * @param size 1 to 8 bytes
     */
    public WireBuffer uint(long value, int size) {
        for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
            uint8(value >>> shift);
        }
        return this;
    }

    /** Writes the 4 bytes of an IPv4 address or the 16 bytes of an IPv6 address. */
    public WireBuffer address(IpAddress address) {
        return address.isIpv4()
                ? uint32(address.low())
                : uint64(address.high()).uint64(address.low());
    }

    public WireBuffer bytes(byte... values) {
        int at = extend(values.length);
        System.arraycopy(values, 0, bytes, at, values.length);
        return this;
    }

    /** Writes a value with its length before it, in one byte or three (RFC 7011 §7). */
    public WireBuffer variableLength(byte... value) {
        if (value.length < LONG_VALUE) {
            uint8(value.length);
        } else {
            uint8(LONG_VALUE).uint16(value.length);
        }
        return bytes(value);
    }

    /** Writes a value with its length before it and padding after it, as XDR has it (RFC 4506). */
    public WireBuffer opaque(byte... value) {
        return opaque(value, value.length);
    }

    /** As {@link #opaque(byte...)}, of the first {@code size} bytes of an array. */
    WireBuffer opaque(byte[] value, int size) {
        uint32(size);
        int at = extend(size);
        System.arraycopy(value, 0, bytes, at, size);
        return zeros(-size & 3);
    }

    /** Writes an address with its type before it, as sFlow has it: 1 IPv4, 2 IPv6. */
    public WireBuffer typedAddress(IpAddress address) {
        return uint32(address.isIpv4() ? 1 : 2).address(address);
    }

    /** Writes a MAC address of 48 bits, and padding after it, as XDR has it. */
    public WireBuffer paddedMac(long address) {
        return uint(address, 6).zeros(2);
    }

    public WireBuffer zeros(int count) {
        int at = extend(count);
        Arrays.fill(bytes, at, at + count, (byte) 0);
        return this;
    }

    /** The number of bytes written since the last {@link #clear}. */
    public int length() {
        return length;
    }

    /** The bytes themselves, valid from 0 to {@link #length} and until the next write. */
    public byte[] array() {
        return bytes;
    }

    /** A copy of the bytes written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    void clear() {
        length = 0;
    }

    void setUint8(int at, long value) {
        bytes[at] = (byte) value;
    }

    void setUint16(int at, long value) {
        SHORT.set(bytes, at, (short) value);
    }

    void setUint32(int at, long value) {
        INT.set(bytes, at, (int) value);
    }

    private int extend(int count) {
        int at = length;
        length += count;
        if (length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length, 2 * bytes.length));
        }
        return at;
    }

    private static VarHandle view(Class<?> type) {
        return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.BIG_ENDIAN);
    }
}
