package io.weir.operators.decode;

/** Lets one message pass per interval and counts those it held back. */
final class LogLimit {

    private final long intervalMillis;
    private long nextMillis = Long.MIN_VALUE;
    private long heldBack;
    private long reported;

    LogLimit(long intervalMillis) {
        this.intervalMillis = intervalMillis;
    }

    boolean permits(long nowMillis) {
        if (nowMillis < nextMillis) {
            heldBack++;
            return false;
        }
        nextMillis = nowMillis + intervalMillis;
        reported = heldBack;
        heldBack = 0;
        return true;
    }

    /** How many messages were held back before the one just permitted. */
    long suppressed() {
        return reported;
    }
}
