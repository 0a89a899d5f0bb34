package io.weir.job.documents.flow;

import java.util.Arrays;

/**
 * JSON in UTF-8, token by token. Writes what it is told; that it makes a document is up to {@link
 * FieldJson}. Not thread-safe.
 *
 * <p>It is here because a general writer, Jackson's, took 1.7 times as long for whole flow
 * documents: docs/explanation/performance.md has the figures.
 */
final class JsonBytes {

    /** A control character as an escape: {@code \u001f}. */
    private static final int LONGEST_PER_CHAR = 6;

    private static final int LONGEST_NUMBER = 20;
    private static final int REPLACEMENT = 0xfffd;
    private static final byte[] HEX = {
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
    };
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

    private byte[] bytes;
    private int length;

    JsonBytes(int capacity) {
        bytes = new byte[capacity];
    }

    void clear() {
        length = 0;
    }

    int length() {
        return length;
    }

    /** All that was written is in the first {@link #length} of them; good until more is. */
    byte[] bytes() {
        return bytes;
    }

    /** A copy of all that was written. */
    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    /** One character of ASCII. */
    void mark(char character) {
        reserve(1);
        bytes[length++] = (byte) character;
    }

    /** A comma, if something is before it in the same object or array. */
    void comma() {
        byte last = bytes[length - 1];
        if (last != '{' && last != '[') {
            mark(',');
        }
    }

    /** What begins a member of an object, with a comma before it, which the first goes without. */
    void member(byte[] json) {
        int skipped = bytes[length - 1] == '{' ? 1 : 0;
        int count = json.length - skipped;
        reserve(count);
        System.arraycopy(json, skipped, bytes, length, count);
        length += count;
    }

    /** Bytes as they are. */
    void raw(byte[] json) {
        reserve(json.length);
        System.arraycopy(json, 0, bytes, length, json.length);
        length += json.length;
    }

    /** What was written before, once more. */
    void repeat(int from, int to) {
        reserve(to - from);
        System.arraycopy(bytes, from, bytes, length, to - from);
        length += to - from;
    }

    void truth(boolean value) {
        raw(value ? TRUE : FALSE);
    }

    void number(long value) {
        reserve(LONGEST_NUMBER);
        if (value < 0) {
            negative(value);
        } else {
            length = DecimalDigits.write(value, bytes, length);
        }
    }

    private void negative(long value) {
        String text = Long.toString(value);
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
    }

    /** A text; half of a surrogate pair becomes the replacement character. */
    void string(String text) {
        int count = text.length();
        reserve(LONGEST_PER_CHAR * count + 2);
        bytes[length++] = '"';
        for (int i = plain(text); i < count; i++) {
            char c = text.charAt(i);
            if (isPlain(c)) {
                bytes[length++] = (byte) c;
            } else if (c < 0x80) {
                escaped(c);
            } else {
                int codePoint = text.codePointAt(i);
                codePoint(codePoint);
                i += Character.charCount(codePoint) - 1;
            }
        }
        bytes[length++] = '"';
    }

    /** Writes the first characters as far as they need no escape; returns how many. */
    private int plain(String text) {
        byte[] to = bytes;
        int at = length;
        int count = text.length();
        int i = 0;
        for (; i < count; i++) {
            char c = text.charAt(i);
            if (!isPlain(c)) {
                break;
            }
            to[at + i] = (byte) c;
        }
        length = at + i;
        return i;
    }

    /** A text of characters that JSON takes as they are: digits, letters, dots, colons. */
    void plainString(byte[] ascii, int count) {
        reserve(count + 2);
        bytes[length++] = '"';
        System.arraycopy(ascii, 0, bytes, length, count);
        length += count;
        bytes[length++] = '"';
    }

    /** A text of ASCII; other bytes become question marks. */
    void string(byte[] ascii) {
        reserve(LONGEST_PER_CHAR * ascii.length + 2);
        bytes[length++] = '"';
        for (byte b : ascii) {
            char c = b < 0 ? '?' : (char) b;
            if (isPlain(c)) {
                bytes[length++] = (byte) c;
            } else {
                escaped(c);
            }
        }
        bytes[length++] = '"';
    }

    private static boolean isPlain(char c) {
        return c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
    }

    private void escaped(char c) {
        bytes[length++] = '\\';
        if (c >= 0x20) {
            bytes[length++] = (byte) c;
            return;
        }
        bytes[length++] = 'u';
        bytes[length++] = '0';
        bytes[length++] = '0';
        bytes[length++] = HEX[c >>> 4];
        bytes[length++] = HEX[c & 0xf];
    }

    private void codePoint(int value) {
        int c =
                value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE
                        ? REPLACEMENT
                        : value;
        if (c < 0x800) {
            bytes[length++] = (byte) (0xc0 | c >>> 6);
        } else {
            if (c < 0x1_0000) {
                bytes[length++] = (byte) (0xe0 | c >>> 12);
            } else {
                bytes[length++] = (byte) (0xf0 | c >>> 18);
                bytes[length++] = (byte) (0x80 | (c >>> 12 & 0x3f));
            }
            bytes[length++] = (byte) (0x80 | (c >>> 6 & 0x3f));
        }
        bytes[length++] = (byte) (0x80 | (c & 0x3f));
    }

    private void reserve(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
    }
}
