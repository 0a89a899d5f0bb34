package io.weir.codec;

import java.util.Arrays;

/**
 * An IPv4 or IPv6 address as two 64-bit halves in network order. An IPv4 address is held in its
 * IPv4-mapped form {@code ::ffff:a.b.c.d} (RFC 4291 §2.5.5.2), so that both spellings are one
 * identity.
 *
 * @param high the first eight bytes
 * @param low the last eight bytes
 */
public record IpAddress(long high, long low) implements Comparable<IpAddress> {

    private static final long MAPPED_PREFIX = 0x0000_ffff_0000_0000L;
    private static final long MAPPED_MASK = 0xffff_ffff_0000_0000L;

    /** The low half of the IPv4-mapped form of an IPv4 address given as 32 bits. */
    public static long mappedIpv4(long address) {
        return MAPPED_PREFIX | (address & 0xffff_ffffL);
    }

    /** Whether the halves are those of an IPv4-mapped address. */
    public static boolean isIpv4(long high, long low) {
        return high == 0 && (low & MAPPED_MASK) == MAPPED_PREFIX;
    }

    public static IpAddress ofIpv4(long address) {
        return new IpAddress(0, mappedIpv4(address));
    }

    /**
     * The address of 4 or 16 bytes in network order.
     *
     * @throws IllegalArgumentException if there are neither 4 nor 16 bytes
     */
    public static IpAddress ofBytes(byte[] bytes) {
        if (bytes.length == 4) {
            return ofIpv4(bigEndian(bytes, 0, 4));
        }
        if (bytes.length == 16) {
            return new IpAddress(bigEndian(bytes, 0, 8), bigEndian(bytes, 8, 8));
        }
        throw new IllegalArgumentException(
                "An IP address has 4 or 16 bytes, not " + bytes.length + ".");
    }

    /** Whether this is an IPv4 (or IPv4-mapped) address. */
    public boolean isIpv4() {
        return isIpv4(high, low);
    }

    /** The 4 bytes of an IPv4 address, the 16 bytes of any other, in network order. */
    public byte[] toBytes() {
        byte[] bytes = new byte[16];
        for (int i = 0; i < 8; i++) {
            bytes[i] = (byte) (high >>> (56 - 8 * i));
            bytes[8 + i] = (byte) (low >>> (56 - 8 * i));
        }
        return isIpv4() ? Arrays.copyOfRange(bytes, 12, 16) : bytes;
    }

    /** Orders by the unsigned 128-bit value. */
    @Override
    public int compareTo(IpAddress other) {
        return compare(high, low, other.high, other.low);
    }

    /** Orders two addresses that are given by their halves, as {@link #compareTo} does. */
    public static int compare(long high, long low, long otherHigh, long otherLow) {
        int byHigh = Long.compareUnsigned(high, otherHigh);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, otherLow);
    }

    /** Dotted quad for IPv4, the form of RFC 5952 for IPv6. */
    @Override
    public String toString() {
        return AddressText.of(high, low);
    }

    private static long bigEndian(byte[] bytes, int offset, int length) {
        long value = 0;
        for (int i = offset; i < offset + length; i++) {
            value = value << 8 | (bytes[i] & 0xff);
        }
        return value;
    }
}
