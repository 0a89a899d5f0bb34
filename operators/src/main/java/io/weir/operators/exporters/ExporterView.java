package io.weir.operators.exporters;

import io.weir.codec.IpAddress;

/**
 * What is known of an exporter by now; a later view has a greater revision.
 *
 * @param timeMillis of the view, Unix milliseconds
 * @param silent whether nothing came for longer than the configured time
 * @param firstSeenMillis receive time of the first datagram ever
 * @param lastSeenMillis receive time of the last datagram
 * @param totals everything since it was first seen
 * @param minuteMillis start of the last minute in which anything came
 * @param lastMinute what came in that minute
 */
public record ExporterView(
        IpAddress exporter,
        long timeMillis,
        long revision,
        boolean silent,
        long firstSeenMillis,
        long lastSeenMillis,
        Accounts totals,
        long minuteMillis,
        ExporterActivity lastMinute)
        implements ExporterNotice {

    @Override
    public long connection() {
        return 0;
    }
}
