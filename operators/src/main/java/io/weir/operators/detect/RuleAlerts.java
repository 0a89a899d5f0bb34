package io.weir.operators.detect;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.annotation.Nullable;

/** The alerts of one rule: those that are open, the oldest first, and those held back. */
final class RuleAlerts {

    private static final long MINUTE_MILLIS = 60_000;

    private final Map<String, OpenAlert> open;
    private long minute;
    private int openedInMinute;
    @Nullable private HeldBack heldBack;

    RuleAlerts() {
        this(new LinkedHashMap<>(), Long.MIN_VALUE, 0, null);
    }

    /**
     * @param open in the order of their opening, by {@link Finding#alertKey}
     * @param minute since 1970 that the count is of; never goes back
     */
    RuleAlerts(
            Map<String, OpenAlert> open,
            long minute,
            int openedInMinute,
            @Nullable HeldBack heldBack) {
        this.open = open;
        this.minute = minute;
        this.openedInMinute = openedInMinute;
        this.heldBack = heldBack;
    }

    RuleAlerts copy() {
        return new RuleAlerts(
                new LinkedHashMap<>(open),
                minute,
                openedInMinute,
                heldBack == null ? null : heldBack.copy());
    }

    /** The open alert of a key; null if there is none. */
    @Nullable
    OpenAlert get(String key) {
        return open.get(key);
    }

    void put(String key, OpenAlert alert) {
        open.put(key, alert);
    }

    void remove(String key) {
        open.remove(key);
    }

    int size() {
        return open.size();
    }

    /** All that are open, the oldest first; those that are removed from it are no longer open. */
    Collection<OpenAlert> open() {
        return open.values();
    }

    /** Takes one of the openings of the minute; false if all are taken. */
    boolean takeOpening(long seenMillis, int perMinute) {
        long current = Math.floorDiv(seenMillis, MINUTE_MILLIS);
        if (current > minute) {
            minute = current;
            openedInMinute = 0;
        }
        if (openedInMinute >= perMinute) {
            return false;
        }
        openedInMinute++;
        return true;
    }

    /** Null if none is. */
    @Nullable
    HeldBack heldBack() {
        return heldBack;
    }

    void heldBack(@Nullable HeldBack held) {
        heldBack = held;
    }

    long minute() {
        return minute;
    }

    int openedInMinute() {
        return openedInMinute;
    }

    /** When the one of all alerts was seen that was not seen for the longest time. */
    OptionalLong leastRecentlySeen() {
        LongStream seen = open.values().stream().mapToLong(OpenAlert::lastSeenMillis);
        return heldBack == null
                ? seen.min()
                : LongStream.concat(
                                seen,
                                Stream.of(heldBack.summary()).mapToLong(OpenAlert::lastSeenMillis))
                        .min();
    }
}
