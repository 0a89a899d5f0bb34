package io.weir.job.documents.flow;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/**
 * Writes times as {@code 2026-01-02T03:04:05.678Z}. Remembers the last one and its day: a document
 * has its time twice, and most are of the same day. Not thread-safe.
 */
final class TimestampText {

    static final int LENGTH = 24;

    /** The end of the year 9999: Elasticsearch takes years of four digits. */
    private static final long LAST_MILLIS = 253_402_300_799_999L;

    private static final int DAY_MILLIS = 86_400_000;
    private static final int HOUR_MILLIS = 3_600_000;
    private static final int MINUTE_MILLIS = 60_000;
    private static final int SECOND_MILLIS = 1_000;

    private final byte[] text = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.US_ASCII);
    private long day = Long.MIN_VALUE;
    private long last = Long.MIN_VALUE;

    /** Whether Elasticsearch takes the time: from 1970 to 9999. */
    static boolean isIndexable(long millis) {
        return millis >= 0 && millis <= LAST_MILLIS;
    }

    /**
     * The text, of {@link #LENGTH} characters, until the next call.
     *
     * @param millis one that {@link #isIndexable}
     */
    byte[] of(long millis) {
        if (millis == last) {
            return text;
        }
        last = millis;
        long wanted = millis / DAY_MILLIS;
        if (wanted != day) {
            LocalDate date = LocalDate.ofEpochDay(wanted);
            DecimalDigits.pair(date.getYear() / 100, text, 2);
            DecimalDigits.pair(date.getYear() % 100, text, 4);
            DecimalDigits.pair(date.getMonthValue(), text, 7);
            DecimalDigits.pair(date.getDayOfMonth(), text, 10);
            day = wanted;
        }
        int time = (int) (millis % DAY_MILLIS);
        DecimalDigits.pair(time / HOUR_MILLIS, text, 13);
        DecimalDigits.pair(time / MINUTE_MILLIS % 60, text, 16);
        DecimalDigits.pair(time / SECOND_MILLIS % 60, text, 19);
        int fraction = time % SECOND_MILLIS;
        text[20] = (byte) ('0' + fraction / 100);
        DecimalDigits.pair(fraction % 100, text, 23);
        return text;
    }
}
