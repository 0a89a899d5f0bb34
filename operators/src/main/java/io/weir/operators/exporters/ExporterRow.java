package io.weir.operators.exporters;

import io.weir.operators.types.TransportSession;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is remembered of an exporter.
 *
 * @param firstSeenMillis receive time of the first datagram ever
 * @param lastSeenMillis receive time of the last datagram
 * @param silent whether its silence was told
 * @param revision of its last view
 * @param totals of the minutes that were told
 * @param minuteMillis start of the last minute that was told
 * @param lastMinute what came in that minute
 * @param checkAtMillis when to look whether it fell silent or is to be forgotten
 * @param receptions the last reception over UDP, by {@link TransportSession#port}
 */
record ExporterRow(
        long firstSeenMillis,
        long lastSeenMillis,
        boolean silent,
        long revision,
        Accounts totals,
        long minuteMillis,
        ExporterActivity lastMinute,
        long checkAtMillis,
        Map<Integer, Reception> receptions) {

    /** There is no time at which to look. */
    static final long NO_CHECK = Long.MIN_VALUE;

    ExporterRow {
        receptions = Collections.unmodifiableMap(new TreeMap<>(receptions));
    }

    /** Of an exporter that is heard for the first time. */
    static ExporterRow first(ExporterActivity activity) {
        return new ExporterRow(
                activity.firstSeenMillis(),
                activity.lastSeenMillis(),
                false,
                0,
                Accounts.NONE,
                ExporterPart.minuteOf(activity.firstSeenMillis()),
                ExporterActivity.NONE,
                NO_CHECK,
                Map.of());
    }

    ExporterRow heard(ExporterActivity activity) {
        return new ExporterRow(
                Math.min(firstSeenMillis, activity.firstSeenMillis()),
                Math.max(lastSeenMillis, activity.lastSeenMillis()),
                false,
                revision,
                totals,
                minuteMillis,
                lastMinute,
                checkAtMillis,
                receptions);
    }

    ExporterRow fallenSilent() {
        return new ExporterRow(
                firstSeenMillis,
                lastSeenMillis,
                true,
                revision,
                totals,
                minuteMillis,
                lastMinute,
                checkAtMillis,
                receptions);
    }

    ExporterRow told(ExporterMinute minute) {
        return new ExporterRow(
                firstSeenMillis,
                lastSeenMillis,
                silent,
                revision,
                totals.plus(minute.activity().accounts()),
                minute.minuteMillis(),
                minute.activity(),
                checkAtMillis,
                receptions);
    }

    ExporterRow checkAt(long millis) {
        return new ExporterRow(
                firstSeenMillis,
                lastSeenMillis,
                silent,
                revision,
                totals,
                minuteMillis,
                lastMinute,
                millis,
                receptions);
    }

    /** With the revision of a view at this time, which is greater than any before. */
    ExporterRow viewed(long millis) {
        return new ExporterRow(
                firstSeenMillis,
                lastSeenMillis,
                silent,
                Math.max(revision + 1, millis),
                totals,
                minuteMillis,
                lastMinute,
                checkAtMillis,
                receptions);
    }

    ExporterRow received(int port, Reception reception) {
        Map<Integer, Reception> all = new TreeMap<>(receptions);
        if (all.size() < ExporterActivity.MAX_SESSIONS || all.containsKey(port)) {
            all.put(port, reception);
        }
        return new ExporterRow(
                firstSeenMillis,
                lastSeenMillis,
                silent,
                revision,
                totals,
                minuteMillis,
                lastMinute,
                checkAtMillis,
                all);
    }
}
