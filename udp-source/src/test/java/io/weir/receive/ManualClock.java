package io.weir.receive;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is set, and can be broken. */
public final class ManualClock extends Clock {

    private volatile long millis;
    private volatile boolean broken;

    public ManualClock(long millis) {
        this.millis = millis;
    }

    public void set(long now) {
        millis = now;
    }

    public void breakDown() {
        broken = true;
    }

    public void repair() {
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
