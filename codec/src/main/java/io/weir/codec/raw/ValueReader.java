package io.weir.codec.raw;

import static io.weir.codec.BigEndian.bits64;
import static io.weir.codec.BigEndian.unsigned;
import static io.weir.codec.BigEndian.unsigned32;

import io.weir.codec.AddressText;
import io.weir.codec.IpAddress;
import io.weir.codec.element.ElementType;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Reads values that are not lists (RFC 7011 §6.1). A value whose length its type cannot have is
 * given in hexadecimal.
 */
final class ValueReader {

    private static final long SECONDS_FROM_1900_TO_1970 = 2_208_988_800L;
    private static final HexFormat HEX = HexFormat.of();
    private static final HexFormat MAC = HexFormat.ofDelimiter(":");

    private ValueReader() {}

    static RawValue read(ElementType type, byte[] bytes, int offset, int length) {
        return switch (type) {
            case UNSIGNED_8,
                    UNSIGNED_16,
                    UNSIGNED_32,
                    UNSIGNED_64,
                    UNSIGNED_256,
                    DATE_TIME_SECONDS,
                    DATE_TIME_MILLISECONDS ->
                    readUnsigned(bytes, offset, length);
            case SIGNED_8, SIGNED_16, SIGNED_32, SIGNED_64 -> readSigned(bytes, offset, length);
            case FLOAT_32, FLOAT_64 -> readFloat(bytes, offset, length);
            case BOOLEAN -> readBoolean(bytes, offset, length);
            case STRING -> readString(bytes, offset, length);
            case MAC_ADDRESS -> readMac(bytes, offset, length);
            case IPV4_ADDRESS, IPV6_ADDRESS -> readAddress(bytes, offset, length);
            case DATE_TIME_MICROSECONDS -> readNtp(1_000_000L, bytes, offset, length);
            case DATE_TIME_NANOSECONDS -> readNtp(1_000_000_000L, bytes, offset, length);
            case OCTET_ARRAY, BASIC_LIST, SUB_TEMPLATE_LIST, SUB_TEMPLATE_MULTI_LIST ->
                    hex(bytes, offset, length);
        };
    }

    static RawValue.Text hex(byte[] bytes, int offset, int length) {
        return new RawValue.Text(HEX.formatHex(bytes, offset, offset + length));
    }

    /** In any size: NetFlow v9 has more than one for many types, IPFIX the reduced ones (§6.2). */
    private static RawValue readUnsigned(byte[] bytes, int offset, int length) {
        return isInteger(length)
                ? new RawValue.Unsigned(unsigned(bytes, offset, length))
                : hex(bytes, offset, length);
    }

    private static RawValue readSigned(byte[] bytes, int offset, int length) {
        if (!isInteger(length)) {
            return hex(bytes, offset, length);
        }
        int unused = Long.SIZE - length * Byte.SIZE;
        return new RawValue.Signed(unsigned(bytes, offset, length) << unused >> unused);
    }

    private static RawValue readFloat(byte[] bytes, int offset, int length) {
        return switch (length) {
            case Float.BYTES ->
                    new RawValue.Float32(Float.intBitsToFloat((int) unsigned32(bytes, offset)));
            case Double.BYTES ->
                    new RawValue.Float64(Double.longBitsToDouble(bits64(bytes, offset)));
            default -> hex(bytes, offset, length);
        };
    }

    /** 1 is true and 2 is false (§6.1.5); what else exporters send stays a number. */
    private static RawValue readBoolean(byte[] bytes, int offset, int length) {
        if (length == 1 && (bytes[offset] == 1 || bytes[offset] == 2)) {
            return new RawValue.Truth(bytes[offset] == 1);
        }
        return readUnsigned(bytes, offset, length);
    }

    /** NetFlow v9 exporters fill strings of fixed length with NULs. */
    private static RawValue readString(byte[] bytes, int offset, int length) {
        int end = offset + length;
        while (end > offset && bytes[end - 1] == 0) {
            end--;
        }
        return new RawValue.Text(new String(bytes, offset, end - offset, StandardCharsets.UTF_8));
    }

    private static RawValue readMac(byte[] bytes, int offset, int length) {
        return length == 6
                ? new RawValue.Text(MAC.formatHex(bytes, offset, offset + length))
                : hex(bytes, offset, length);
    }

    private static RawValue readAddress(byte[] bytes, int offset, int length) {
        return switch (length) {
            case 4 ->
                    new RawValue.Text(
                            AddressText.of(0, IpAddress.mappedIpv4(unsigned32(bytes, offset))));
            case 16 ->
                    new RawValue.Text(
                            AddressText.of(bits64(bytes, offset), bits64(bytes, offset + 8)));
            default -> hex(bytes, offset, length);
        };
    }

    /**
     * An NTP timestamp (§6.1.9 and §6.1.10) as parts of a second since 1970, rounded down; 0, which
     * says that the time is not known (RFC 5905 §6), stays 0.
     */
    private static RawValue readNtp(long perSecond, byte[] bytes, int offset, int length) {
        if (length != Long.BYTES) {
            return readUnsigned(bytes, offset, length);
        }
        if (bits64(bytes, offset) == 0) {
            return new RawValue.Signed(0);
        }
        long seconds = unsigned32(bytes, offset) - SECONDS_FROM_1900_TO_1970;
        long fraction = unsigned32(bytes, offset + 4);
        return new RawValue.Signed(seconds * perSecond + ((fraction * perSecond) >>> 32));
    }

    private static boolean isInteger(int length) {
        return length >= 1 && length <= Long.BYTES;
    }
}
