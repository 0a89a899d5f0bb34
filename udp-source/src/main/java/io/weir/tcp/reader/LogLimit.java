package io.weir.tcp.reader;

import java.util.function.LongSupplier;

/** Lets one message pass per interval and counts those it held back. Used by one thread. */
final class LogLimit {

    private final long intervalNanos;
    private final LongSupplier nanos;
    private boolean used;
    private long lastNanos;
    private long heldBack;
    private long reported;

    /**
     * @param nanos as {@link System#nanoTime}
     */
    LogLimit(long intervalNanos, LongSupplier nanos) {
        this.intervalNanos = intervalNanos;
        this.nanos = nanos;
    }

    boolean permits() {
        long now = nanos.getAsLong();
        if (used && now - lastNanos < intervalNanos) {
            heldBack++;
            return false;
        }
        used = true;
        lastNanos = now;
        reported = heldBack;
        heldBack = 0;
        return true;
    }

    /** How many messages were held back before the one just permitted. */
    long suppressed() {
        return reported;
    }
}
