package io.weir.job.faults;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.functions.MapFunction;

/** Lets 4,000 numbers through in a second, and may fail at one of them, once. */
final class NumbersAtAPace implements MapFunction<Long, Long> {

    static final String NAME = "pace";

    private static final long serialVersionUID = 1L;
    private static final int AT_ONCE = 100;
    private static final long PAUSE_NANOS = 25_000_000;
    private static final long FAILS_AT = 20_000;
    private static final AtomicBoolean FAILS = new AtomicBoolean();

    /** Tells all tasks in this process whether one is to fail. */
    static void failOnce(boolean fails) {
        FAILS.set(fails);
    }

    @Override
    public Long map(Long number) {
        if (number % AT_ONCE == 0) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        if (number == FAILS_AT && FAILS.getAndSet(false)) {
            throw new IllegalStateException("The failure that was asked for.");
        }
        return number;
    }
}
