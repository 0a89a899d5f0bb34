package io.weir.codec.sequence;

import java.nio.ByteBuffer;

/**
 * Tells by an exporter's uptime whether it has started anew. Its time of start is its time of
 * export less its uptime, modulo 2^32 ms, so that an uptime that wraps (after 49.7 days) changes
 * nothing.
 */
final class Uptime {

    enum Finding {
        /** No reason to believe in a new start. */
        RUNNING,
        /** Started anew since the message before. */
        REBOOTED,
        /** The message is from before the last new start. */
        FROM_BEFORE_REBOOT
    }

    /** NetFlow v9 says the time of export in whole seconds. */
    private static final int TOLERANCE_MILLIS = 3_000;

    private long last;
    private int start;
    private int startBefore;
    private boolean rebooted;

    /**
     * @param uptimeMillis 0 if the protocol does not say it
     */
    Finding observe(long uptimeMillis, long exportMillis) {
        int startNow = (int) (exportMillis - uptimeMillis);
        boolean moved = !isNear(startNow, start);
        if (moved && rebooted && isNear(startNow, startBefore)) {
            return Finding.FROM_BEFORE_REBOOT;
        }
        boolean anew = moved && uptimeMillis < last;
        if (anew) {
            startBefore = start;
            rebooted = true;
        }
        start = startNow;
        last = uptimeMillis;
        return anew ? Finding.REBOOTED : Finding.RUNNING;
    }

    private static boolean isNear(int start, int other) {
        int apart = start - other;
        return apart >= -TOLERANCE_MILLIS && apart <= TOLERANCE_MILLIS;
    }

    static int bytes() {
        return Long.BYTES + 2 * Integer.BYTES + 1;
    }

    void write(ByteBuffer to) {
        to.putLong(last).putInt(start).putInt(startBefore).put((byte) (rebooted ? 1 : 0));
    }

    void read(ByteBuffer from) {
        last = from.getLong();
        start = from.getInt();
        startBefore = from.getInt();
        rebooted = from.get() == 1;
    }
}
