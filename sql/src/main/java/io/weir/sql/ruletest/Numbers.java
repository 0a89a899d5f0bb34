package io.weir.sql.ruletest;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number, {@code 22}, those from one to another, {@code 20..25}, or from one on, {@code 20..}.
 */
record Numbers(long first, long last) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})(?:(\\.\\.)(\\d{1,18})?)?");

    Numbers {
        if (first > last) {
            throw new IllegalArgumentException(
                    "'" + first + ".." + last + "' ends before it begins; swap the numbers");
        }
    }

    @JsonCreator
    static Numbers parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no number and no range like 20..25");
        }
        long first = Long.parseLong(matcher.group(1));
        if (matcher.group(2) == null) {
            return new Numbers(first, first);
        }
        String last = matcher.group(3);
        return new Numbers(first, last == null ? Long.MAX_VALUE : Long.parseLong(last));
    }

    @JsonCreator
    static Numbers of(long number) {
        return new Numbers(number, number);
    }

    boolean has(long number) {
        return number >= first && number <= last;
    }

    /** The number at a place, from the first again after the last. */
    long at(long place) {
        return first + place % (last - first + 1);
    }

    @Override
    public String toString() {
        if (first == last) {
            return Long.toString(first);
        }
        return first + ".." + (last == Long.MAX_VALUE ? "" : Long.toString(last));
    }
}
