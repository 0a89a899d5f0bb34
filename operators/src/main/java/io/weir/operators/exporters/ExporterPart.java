package io.weir.operators.exporters;

import io.weir.codec.IpAddress;
import io.weir.operators.types.TransportSession;

/**
 * A part of what an exporter sent in a minute, as the decode stage counted it for one of its keys.
 * Parts of a minute add up: none is told twice.
 *
 * @param session the key
 * @param minuteMillis start of the minute of receipt, Unix milliseconds
 * @param run which run received it: one more than the checkpoint that the run started from, 0 if it
 *     started from nothing, and {@value #EARLIER_RUN} if it waited in the queue of an earlier run
 */
public record ExporterPart(
        TransportSession session, long minuteMillis, long run, ExporterActivity activity)
        implements ExporterNotice {

    /** The {@link #run} of what an earlier run received and did not decode. */
    public static final long EARLIER_RUN = -1;

    /** The length of the minutes that parts are counted in. */
    public static final long MINUTE_MILLIS = 60_000;

    /** The start of the minute with this time. */
    public static long minuteOf(long millis) {
        return Math.floorDiv(millis, MINUTE_MILLIS) * MINUTE_MILLIS;
    }

    @Override
    public IpAddress exporter() {
        return session.exporter();
    }

    @Override
    public long connection() {
        return session.connection();
    }

    @Override
    public long timeMillis() {
        return minuteMillis;
    }
}
