package io.weir.operators.enrich.geo;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Encodes values of the data section: a control byte with the type (three bits, 0 for those above
 * 7, whose number less 7 follows) and the size (five bits, 29 to 31 with more bytes), then the
 * value.
 */
final class DataSection {

    private static final int TEXT = 2;
    private static final int DOUBLE = 3;
    private static final int MAP = 7;
    private static final int UNSIGNED_16 = 5;
    private static final int UNSIGNED_32 = 6;
    private static final int UNSIGNED_64 = 9;
    private static final int ARRAY = 11;
    private static final int BOOLEAN = 14;
    private static final int FIRST_EXTENDED = 8;
    private static final int FIRST_LONG_SIZE = 29;
    private static final int FIRST_LONGER_SIZE = FIRST_LONG_SIZE + 256;
    private static final int MAX_SIZE = FIRST_LONGER_SIZE + 65_535;

    private DataSection() {}

    /**
     * @param value a text, a whole number of at least 0 (16 bits as Short, 64 as BigInteger, 32 or
     *     as many as needed as Integer or Long), Double, Boolean, List, or Map by texts
     */
    static void write(ByteArrayOutputStream out, Object value) {
        if (value instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            control(out, TEXT, bytes.length);
            out.writeBytes(bytes);
        } else if (value instanceof Double decimal) {
            control(out, DOUBLE, Double.BYTES);
            bigEndian(out, Double.doubleToLongBits(decimal), Double.BYTES);
        } else if (value instanceof Short small) {
            whole(out, UNSIGNED_16, small);
        } else if (value instanceof BigInteger big) {
            whole(out, UNSIGNED_64, big.longValueExact());
        } else if (value instanceof Integer || value instanceof Long) {
            long number = ((Number) value).longValue();
            whole(out, number >>> 32 == 0 ? UNSIGNED_32 : UNSIGNED_64, number);
        } else if (value instanceof Boolean truth) {
            control(out, BOOLEAN, truth ? 1 : 0);
        } else if (value instanceof List<?> list) {
            control(out, ARRAY, list.size());
            list.forEach(element -> write(out, element));
        } else if (value instanceof Map<?, ?> map) {
            control(out, MAP, map.size());
            map.forEach(
                    (name, inner) -> {
                        write(out, name);
                        write(out, inner);
                    });
        } else {
            throw new IllegalArgumentException("A database holds no " + value + ".");
        }
    }

    private static void whole(ByteArrayOutputStream out, int type, long number) {
        if (number < 0) {
            throw new IllegalArgumentException(number + " is below 0.");
        }
        int bytes = (Long.SIZE - Long.numberOfLeadingZeros(number) + 7) / 8;
        control(out, type, bytes);
        bigEndian(out, number, bytes);
    }

    private static void control(ByteArrayOutputStream out, int type, int size) {
        if (size > MAX_SIZE) {
            throw new IllegalArgumentException("A value of " + size + " bytes is too long.");
        }
        int inByte =
                size < FIRST_LONG_SIZE
                        ? size
                        : size < FIRST_LONGER_SIZE ? FIRST_LONG_SIZE : FIRST_LONG_SIZE + 1;
        out.write((type < FIRST_EXTENDED ? type << 5 : 0) | inByte);
        if (type >= FIRST_EXTENDED) {
            out.write(type - MAP);
        }
        if (inByte == FIRST_LONG_SIZE) {
            out.write(size - FIRST_LONG_SIZE);
        } else if (inByte > FIRST_LONG_SIZE) {
            bigEndian(out, size - FIRST_LONGER_SIZE, 2);
        }
    }

    private static void bigEndian(ByteArrayOutputStream out, long value, int bytes) {
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            out.write((int) (value >>> shift));
        }
    }
}
