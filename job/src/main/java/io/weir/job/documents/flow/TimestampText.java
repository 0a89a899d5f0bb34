package io.weir.job.documents.flow;

import java.time.LocalDate;

/**
 * Writes times as {@code 2026-01-02T03:04:05.678Z}. Remembers the last day: most times of documents
 * are of the same one. Not thread-safe.
 */
final class TimestampText {

    static final int LENGTH = 24;

    /** The end of the year 9999: Elasticsearch takes years of four digits. */
    private static final long LAST_MILLIS = 253_402_300_799_999L;

    private static final int DAY_MILLIS = 86_400_000;
    private static final int HOUR_MILLIS = 3_600_000;
    private static final int MINUTE_MILLIS = 60_000;
    private static final int SECOND_MILLIS = 1_000;

    private final char[] text = "0000-00-00T00:00:00.000Z".toCharArray();
    private long day = Long.MIN_VALUE;

    /** Whether Elasticsearch takes the time: from 1970 to 9999. */
    static boolean isIndexable(long millis) {
        return millis >= 0 && millis <= LAST_MILLIS;
    }

    /**
     * The text, of {@link #LENGTH} characters, until the next call.
     *
     * @param millis one that {@link #isIndexable}
     */
    char[] of(long millis) {
        long wanted = millis / DAY_MILLIS;
        if (wanted != day) {
            LocalDate date = LocalDate.ofEpochDay(wanted);
            put(date.getYear(), 0, 4);
            put(date.getMonthValue(), 5, 2);
            put(date.getDayOfMonth(), 8, 2);
            day = wanted;
        }
        int time = (int) (millis % DAY_MILLIS);
        put(time / HOUR_MILLIS, 11, 2);
        put(time / MINUTE_MILLIS % 60, 14, 2);
        put(time / SECOND_MILLIS % 60, 17, 2);
        put(time % SECOND_MILLIS, 20, 3);
        return text;
    }

    private void put(int number, int at, int digits) {
        int rest = number;
        for (int i = at + digits - 1; i >= at; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
