package io.weir.operators.detect;

/**
 * Numbers from one to another.
 *
 * @param least the first one
 * @param most the last one
 */
record NumberRange(long least, long most) {

    static final NumberRange ANY = new NumberRange(0, Long.MAX_VALUE);

    NumberRange {
        if (least > most) {
            throw new IllegalArgumentException(
                    String.format("goes from %d down to %d; turn it round", least, most));
        }
    }

    /**
     * Reads {@code 80} or {@code 6881-6889}; nothing is {@link #ANY}.
     *
     * @throws IllegalArgumentException if it is neither; the message has no full stop
     */
    static NumberRange parse(String text, long most) {
        if (text.isEmpty()) {
            return ANY;
        }
        int dash = text.indexOf('-');
        long first = number(dash < 0 ? text : text.substring(0, dash), most);
        return new NumberRange(first, dash < 0 ? first : number(text.substring(dash + 1), most));
    }

    private static long number(String text, long most) {
        try {
            long number = Long.parseLong(text.strip());
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the message.
        }
        throw new IllegalArgumentException(
                String.format("'%s' is no number from 0 to %d", text.strip(), most));
    }

    boolean contains(long number) {
        return number >= least && number <= most;
    }

    boolean isAny() {
        return least == 0 && most == Long.MAX_VALUE;
    }
}
