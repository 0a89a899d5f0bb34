package io.weir.sql.ruletest;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time since the beginning of a test, or between two flows: {@code 500ms}, {@code 10s}, {@code
 * 2m}.
 *
 * @param millis 0 to a day
 */
record Moment(long millis) {

    static final Moment ZERO = new Moment(0);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,8})(ms|s|m|h)");
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    Moment {
        if (millis < 0 || millis > DAY_MILLIS) {
            throw new IllegalArgumentException(millis + " ms is more than a day");
        }
    }

    @JsonCreator
    static Moment parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no time; write 500ms, 10s, 2m or 1h");
        }
        long number = Long.parseLong(matcher.group(1));
        return new Moment(
                switch (matcher.group(2)) {
                    case "ms" -> number;
                    case "s" -> number * 1_000;
                    case "m" -> number * 60_000;
                    default -> number * 3_600_000;
                });
    }

    @Override
    public String toString() {
        return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
    }
}
