package io.weir.job.replay;

import java.util.concurrent.locks.LockSupport;

/** The time a replay goes by. */
interface ReplayClock {

    ReplayClock SYSTEM =
            new ReplayClock() {
                @Override
                public long nanos() {
                    return System.nanoTime();
                }

                @Override
                public void pause(long nanos) {
                    LockSupport.parkNanos(nanos);
                }
            };

    /** Nanoseconds since some moment; never goes back. */
    long nanos();

    /** Waits about so long. */
    void pause(long nanos);
}
