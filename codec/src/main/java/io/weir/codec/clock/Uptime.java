package io.weir.codec.clock;

import java.nio.ByteBuffer;

/**
 * The uptime that headers of NetFlow have, in milliseconds modulo 2^32: tells restarts from wraps.
 *
 * <p>It is judged by the time of receipt, so that setting the exporter's clock changes nothing. An
 * exporter that started after its last message was received has restarted, unless its uptime is
 * what it must be after a wrap. A message that was overtaken started before: it is passed over.
 */
final class Uptime {

    /** The bytes that {@link #write} writes. */
    static final int BYTES = 5 * Long.BYTES + Integer.BYTES + 1;

    private static final long WRAP = 1L << 32;

    /** How far the uptime may be from what is expected after a wrap: delays, drift of the clock. */
    private static final long WRAP_TOLERANCE_MILLIS = 60_000;

    /** How far the start must have moved to be another: more than most delays. */
    private static final long RESTART_MILLIS = 10_000;

    private static final long MARGIN_MILLIS = 1_000;

    /** Messages in a row with a lower uptime, and no restart, after which it is believed. */
    private static final int BELIEVED_AFTER = 3;

    private boolean known;
    private long uptimeMillis;
    private long receivedMillis;
    private long restarts;
    private long wraps;
    private long wrapsSinceStart;
    private int lower;

    /** Takes the uptime of a message. */
    void observe(long uptime, long received, ClockListener listener) {
        if (known && isLowerByOrder(uptime, received, listener)) {
            return;
        }
        known = true;
        lower = 0;
        uptimeMillis = uptime;
        receivedMillis = received;
    }

    /** Whether the message must have been overtaken by others; counts restarts and wraps. */
    private boolean isLowerByOrder(long uptime, long received, ClockListener listener) {
        long wrapsBetween = wrapsUntil(uptime, received);
        if (wrapsBetween > 0) {
            wraps += wrapsBetween;
            wrapsSinceStart += wrapsBetween;
            listener.uptimeWrapped();
            return false;
        }
        long start = received - uptime;
        if (start >= receivedMillis - MARGIN_MILLIS
                && start - (receivedMillis - uptimeMillis) > RESTART_MILLIS) {
            restarts++;
            wrapsSinceStart = 0;
            listener.restarted();
            return false;
        }
        return uptime < uptimeMillis && ++lower < BELIEVED_AFTER;
    }

    private long wrapsUntil(long uptime, long received) {
        long missing = uptimeMillis + (received - receivedMillis) - uptime;
        long turns = Math.floorDiv(missing + WRAP / 2, WRAP);
        return Math.abs(missing - turns * WRAP) <= WRAP_TOLERANCE_MILLIS ? turns : 0;
    }

    /** When the exporter started, by our clock, Unix milliseconds; 0 if it never said. */
    long bootMillis() {
        return known ? receivedMillis - uptimeMillis - wrapsSinceStart * WRAP : 0;
    }

    long restarts() {
        return restarts;
    }

    long wraps() {
        return wraps;
    }

    void write(ByteBuffer to) {
        to.put((byte) (known ? 1 : 0)).putLong(uptimeMillis).putLong(receivedMillis);
        to.putLong(restarts).putLong(wraps).putLong(wrapsSinceStart).putInt(lower);
    }

    void read(ByteBuffer from) {
        known = from.get() != 0;
        uptimeMillis = from.getLong();
        receivedMillis = from.getLong();
        restarts = from.getLong();
        wraps = from.getLong();
        wrapsSinceStart = from.getLong();
        lower = from.getInt();
    }
}
