package io.weir.udp.reader;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is set, and can be broken. */
final class ManualClock extends Clock {

    private volatile long millis;
    private volatile boolean broken;

    ManualClock(long millis) {
        this.millis = millis;
    }

    void set(long now) {
        millis = now;
    }

    void breakDown() {
        broken = true;
    }

    void repair() {
        broken = false;
    }

    @Override
    public long millis() {
        if (broken) {
            throw new IllegalStateException("broken clock");
        }
        return millis;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("UTC only");
    }
}
