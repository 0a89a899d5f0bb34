package io.weir.codec.raw;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON (RFC 8259) in UTF-8, written piece by piece. Puts the commas, and trusts the caller else.
 */
final class JsonBytes {

    private static final byte[] HEX_DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[2_048];
    private int length;

    void clear() {
        length = 0;
    }

    /** What was written, in the first {@link #length} bytes; valid until more is. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void beginObject() {
        beginValue();
        put('{');
    }

    void endObject() {
        put('}');
    }

    void beginArray() {
        beginValue();
        put('[');
    }

    void endArray() {
        put(']');
    }

    /** The name of a member; its value follows. */
    void name(String name) {
        string(name);
        put(':');
    }

    /**
     * The name of a member; its value follows.
     *
     * @param key as {@link #key} made it
     */
    void name(byte[] key) {
        beginValue();
        put(key);
    }

    /** A name as it stands before its value, for those that are written often. */
    static byte[] key(String name) {
        JsonBytes json = new JsonBytes();
        json.name(name);
        return Arrays.copyOf(json.bytes, json.length);
    }

    void string(String text) {
        beginValue();
        put('"');
        if (isPlain(text)) {
            ensure(text.length());
            for (int i = 0; i < text.length(); i++) {
                bytes[length++] = (byte) text.charAt(i);
            }
        } else {
            escaped(text);
        }
        put('"');
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    private void escaped(String text) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b == '"' || b == '\\') {
                put('\\');
                put(b);
            } else if (b >= 0 && b < ' ') {
                put("\\u00".getBytes(StandardCharsets.US_ASCII));
                put(HEX_DIGITS[b >>> 4]);
                put(HEX_DIGITS[b & 0xf]);
            } else {
                put(b);
            }
        }
    }

    void unsigned(long bits) {
        if (bits < 0) {
            literal(Long.toUnsignedString(bits));
        } else {
            number(bits);
        }
    }

    void number(long number) {
        if (number < 0) {
            literal(Long.toString(number));
            return;
        }
        beginValue();
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        ensure(digits);
        long rest = number;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    /** JSON has no word for what is not a number or not finite: that becomes a string. */
    void number(double number, String text) {
        if (Double.isFinite(number)) {
            literal(text);
        } else {
            string(text);
        }
    }

    void truth(boolean value) {
        literal(value ? "true" : "false");
    }

    /**
     * @param digits of an integer of any size, with its sign
     */
    void integer(String digits) {
        literal(digits);
    }

    private void literal(String ascii) {
        beginValue();
        put(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    /** A value follows: one that is not the first of its object or array needs a comma. */
    private void beginValue() {
        if (length > 0) {
            byte last = bytes[length - 1];
            if (last != '{' && last != '[' && last != ':') {
                put(',');
            }
        }
    }

    private void put(char ascii) {
        put((byte) ascii);
    }

    private void put(byte b) {
        ensure(1);
        bytes[length++] = b;
    }

    private void put(byte[] some) {
        ensure(some.length);
        System.arraycopy(some, 0, bytes, length, some.length);
        length += some.length;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            int needed = Math.addExact(length, more);
            bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
        }
    }
}
