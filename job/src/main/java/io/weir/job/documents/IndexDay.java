package io.weir.job.documents;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The name of the daily index of a stream. Remembers the last day: documents come in order. */
final class IndexDay {

    private static final long DAY_MILLIS = 86_400_000;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy.MM.dd").withZone(ZoneOffset.UTC);

    private final String stem;
    private long day = Long.MIN_VALUE;
    private String name;

    /**
     * @param stem the name without the day, for example {@code weir-flows-}
     */
    IndexDay(String stem) {
        this.stem = stem;
    }

    String of(long millis) {
        long wanted = Math.floorDiv(millis, DAY_MILLIS);
        if (wanted != day) {
            day = wanted;
            name = stem + DAY.format(Instant.ofEpochMilli(millis));
        }
        return name;
    }

    /**
     * The index of an event, within a day of the time of receipt: an exporter with a wrong clock
     * must not make an index for each day it dreams of.
     */
    String near(long eventMillis, long receivedMillis) {
        boolean plausible = Math.abs(eventMillis - receivedMillis) <= DAY_MILLIS;
        return of(plausible ? eventMillis : receivedMillis);
    }
}
