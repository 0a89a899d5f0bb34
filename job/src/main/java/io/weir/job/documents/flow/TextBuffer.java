package io.weir.job.documents.flow;

import io.weir.codec.AddressText;

/**
 * Puts a text of ASCII together of parts that are bounded: addresses, numbers, names of registries.
 * Longer ones are cut at {@link #CAPACITY}. Not thread-safe.
 */
final class TextBuffer {

    static final int CAPACITY = 512;

    private static final int LONGEST_NUMBER = 20;
    private static final byte[] HEX = {
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
    };

    private final byte[] bytes = new byte[CAPACITY + AddressText.MAX_LENGTH];
    private int length;

    TextBuffer clear() {
        length = 0;
        return this;
    }

    TextBuffer add(String part) {
        int taken = Math.min(part.length(), Math.max(0, CAPACITY - length));
        for (int i = 0; i < taken; i++) {
            bytes[length + i] = (byte) part.charAt(i);
        }
        length += taken;
        return this;
    }

    TextBuffer add(byte[] part) {
        if (length + part.length <= CAPACITY) {
            System.arraycopy(part, 0, bytes, length, part.length);
            length += part.length;
        }
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
        length = DecimalDigits.write(number, bytes, length);
        return this;
    }

    TextBuffer add(AddressBytes address) {
        if (length < CAPACITY) {
            System.arraycopy(address.bytes(), 0, bytes, length, address.length());
            length += address.length();
        }
        return this;
    }

    /** Adds 48 bits as {@code 02:00:5e:00:53:01}. */
    TextBuffer addMac(long mac) {
        for (int shift = 40; shift >= 0 && length + 2 < CAPACITY; shift -= 8) {
            bytes[length++] = HEX[(int) (mac >>> (shift + 4)) & 0xf];
            bytes[length++] = HEX[(int) (mac >>> shift) & 0xf];
            if (shift > 0) {
                bytes[length++] = ':';
            }
        }
        return this;
    }

    /** The characters, up to {@link #length}; good until the next call. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }
}
