package io.weir.job.terminal;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and SIGTERM into a request that a command answers in order. A shutdown hook would
 * not do: Flink's own hooks run at the same time and take its files away.
 */
public final class StopSignal {

    private final CountDownLatch stopped = new CountDownLatch(1);

    private StopSignal() {}

    /** From now on the first signal is a request; the second ends the process at once. */
    public static StopSignal install() {
        StopSignal stop = new StopSignal();
        try {
            stop.handle("INT");
            stop.handle("TERM");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This JVM does not let Weir handle signals.", e);
        }
        return stop;
    }

    /**
     * Calls {@code sun.misc.Signal.handle} by reflection: javac warns of it and takes no excuse.
     */
    private void handle(String name) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object onSignal =
                Proxy.newProxyInstance(
                        handler.getClassLoader(),
                        new Class<?>[] {handler},
                        (proxy, method, arguments) -> received(arguments[0]));
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance(name), onSignal);
    }

    private Object received(Object signal) throws ReflectiveOperationException {
        if (stopped.getCount() == 0) {
            int number = (int) signal.getClass().getMethod("getNumber").invoke(signal);
            Runtime.getRuntime().halt(128 + number);
        }
        stopped.countDown();
        return null;
    }

    public boolean isRequested() {
        return stopped.getCount() == 0;
    }

    /** Waits for a request, at most so long; returns whether it came. */
    public boolean await(Duration atMost) throws InterruptedException {
        return stopped.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }
}
