package io.weir.receive;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;

/** A clock that stands still until it is set, can be broken, and can keep who asks it waiting. */
public final class ManualClock extends Clock {

    private volatile long millis;
    private volatile boolean broken;
    private volatile CountDownLatch answering = new CountDownLatch(0);

    public ManualClock(long millis) {
        this.millis = millis;
    }

    public void set(long now) {
        millis = now;
    }

    /** From now on lets everybody wait for an answer until it goes on. */
    public void stop() {
        answering = new CountDownLatch(1);
    }

    public void go() {
        answering.countDown();
    }

    public void breakDown() {
        broken = true;
    }

    public void repair() {
        broken = false;
    }

    @Override
    public long millis() {
        try {
            answering.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
