package io.weir.operators.exporters;

import io.weir.codec.IpAddress;

/**
 * What an exporter sent in a minute, over all of its connections.
 *
 * @param minuteMillis start of the minute of receipt, Unix milliseconds
 */
public record ExporterMinute(IpAddress exporter, long minuteMillis, ExporterActivity activity)
        implements ExporterNotice {

    @Override
    public long connection() {
        return 0;
    }

    @Override
    public long timeMillis() {
        return minuteMillis;
    }

    /** End of the minute, exclusive. */
    public long endMillis() {
        return minuteMillis + ExporterPart.MINUTE_MILLIS;
    }

    /** Grows with what is counted: of two versions of a minute the greater one has more. */
    public long revision() {
        return activity.accounts().weight();
    }
}
