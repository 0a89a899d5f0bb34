package io.weir.codec.element;

/** Whole numbers as files of elements write them: decimal digits and nothing else. */
final class DecimalText {

    private static final int MOST_DIGITS = 10;

    private DecimalText() {}

    /** The number, or -1 if the text is not one of 0 to {@code highest}. */
    static long parse(String text, long highest) {
        if (text.isEmpty() || text.length() > MOST_DIGITS) {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            number = 10 * number + (digit - '0');
        }
        return number <= highest ? number : -1;
    }
}
