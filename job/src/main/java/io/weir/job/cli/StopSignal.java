package io.weir.job.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and SIGTERM into a request that a command answers in order. A shutdown hook would
 * not do: Flink's own hooks run at the same time and take its files away.
 */
final class StopSignal {

    private final CountDownLatch stopped = new CountDownLatch(1);

    private StopSignal() {}

    /** From now on the first signal is a request; the second ends the process at once. */
    static StopSignal install() {
        StopSignal stop = new StopSignal();
        for (String name : new String[] {"INT", "TERM"}) {
            sun.misc.Signal.handle(
                    new sun.misc.Signal(name), signal -> stop.received(signal.getNumber()));
        }
        return stop;
    }

    private void received(int signal) {
        if (stopped.getCount() == 0) {
            Runtime.getRuntime().halt(128 + signal);
        }
        stopped.countDown();
    }

    boolean isRequested() {
        return stopped.getCount() == 0;
    }

    /** Waits for a request, at most so long; returns whether it came. */
    boolean await(Duration atMost) throws InterruptedException {
        return stopped.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }
}
