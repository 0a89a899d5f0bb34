package io.weir.job.documents.flow;

import io.weir.codec.AddressText;

/**
 * Puts a text together of parts that are bounded: addresses, numbers, names of registries. Longer
 * ones are cut at {@link #CAPACITY}. Not thread-safe.
 */
final class TextBuffer {

    static final int CAPACITY = 512;

    private static final int LONGEST_NUMBER = 20;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final char[] chars = new char[CAPACITY + AddressText.MAX_LENGTH];
    private final DecimalDigits digits = new DecimalDigits();
    private int length;

    TextBuffer clear() {
        length = 0;
        return this;
    }

    TextBuffer add(String part) {
        int taken = Math.min(part.length(), Math.max(0, CAPACITY - length));
        part.getChars(0, taken, chars, length);
        length += taken;
        return this;
    }

    /** Adds the decimal digits of an unsigned number. */
    TextBuffer addUnsigned(long number) {
        if (length + LONGEST_NUMBER > CAPACITY) {
            return this;
        }
        if (number < 0) {
            return add(Long.toUnsignedString(number));
        }
        for (int i = digits.write(number); i < DecimalDigits.LONGEST; i++) {
            chars[length++] = (char) digits.bytes()[i];
        }
        return this;
    }

    TextBuffer addAddress(long high, long low) {
        if (length < CAPACITY) {
            length = AddressText.write(high, low, chars, length);
        }
        return this;
    }

    /** Adds 48 bits as {@code 02:00:5e:00:53:01}. */
    TextBuffer addMac(long mac) {
        for (int shift = 40; shift >= 0 && length + 2 < CAPACITY; shift -= 8) {
            chars[length++] = HEX[(int) (mac >>> (shift + 4)) & 0xf];
            chars[length++] = HEX[(int) (mac >>> shift) & 0xf];
            if (shift > 0) {
                chars[length++] = ':';
            }
        }
        return this;
    }

    /** The characters, up to {@link #length}; good until the next call. */
    char[] chars() {
        return chars;
    }

    int length() {
        return length;
    }
}
