package io.weir.job.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of memory and time as written in the configuration: a whole number and its unit. */
public final class Quantity {

    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,18}) ?([A-Za-z]+)");

    /** Bytes in each unit, the largest first. */
    private static final Map<String, Long> BYTES = new LinkedHashMap<>();

    /** Milliseconds in each unit, the largest first. */
    private static final Map<String, Long> MILLISECONDS = new LinkedHashMap<>();

    static {
        BYTES.put("GiB", 1L << 30);
        BYTES.put("MiB", 1L << 20);
        BYTES.put("KiB", 1L << 10);
        BYTES.put("B", 1L);
        MILLISECONDS.put("d", 86_400_000L);
        MILLISECONDS.put("h", 3_600_000L);
        MILLISECONDS.put("m", 60_000L);
        MILLISECONDS.put("s", 1_000L);
        MILLISECONDS.put("ms", 1L);
    }

    private Quantity() {}

    /** An amount of memory as in {@code 64MiB}; units are B, KiB, MiB and GiB. */
    public static Optional<Long> parseBytes(String text) {
        return parse(text, BYTES);
    }

    /** A time as in {@code 30s}; units are ms, s, m, h and d. */
    public static Optional<Duration> parseDuration(String text) {
        return parse(text, MILLISECONDS).map(Duration::ofMillis);
    }

    /** The bytes in the largest unit that divides them. */
    public static String formatBytes(long bytes) {
        return format(bytes, BYTES);
    }

    /** The time in the largest unit that divides it; what is below a millisecond is left out. */
    public static String formatDuration(Duration duration) {
        return format(duration.toMillis(), MILLISECONDS);
    }

    private static Optional<Long> parse(String text, Map<String, Long> units) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text);
        if (!matcher.matches() || !units.containsKey(matcher.group(2))) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        long unit = units.get(matcher.group(2));
        return number > Long.MAX_VALUE / unit ? Optional.empty() : Optional.of(number * unit);
    }

    private static String format(long amount, Map<String, Long> units) {
        for (Map.Entry<String, Long> unit : units.entrySet()) {
            if (amount != 0 && amount % unit.getValue() == 0) {
                return amount / unit.getValue() + unit.getKey();
            }
        }
        return units == BYTES ? "0B" : "0s";
    }
}
