package io.weir.benchmarks.embedded;

import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/** What is alive on the heap of this process, looked at now and then while a job runs. */
public final class Heap implements AutoCloseable {

    private static final long INTERVAL_MILLIS = 4_000;

    /** A job that has ended holds on to tens of MiB for a second. */
    private static final long LEFT_BEHIND_MILLIS = 2_000;

    private final AtomicLong most = new AtomicLong();
    private final Thread watcher = new Thread(this::watch, "heap");

    private Heap() {
        watcher.setDaemon(true);
        watcher.start();
    }

    public static Heap watched() {
        return new Heap();
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(INTERVAL_MILLIS);
                most.accumulateAndGet(alive(), Math::max);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Bytes that a full collection leaves. */
    public static long alive() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** The most bytes that were alive while something ran, besides those before it. */
    public static long mostDuring(Callable<?> run) throws Exception {
        Thread.sleep(LEFT_BEHIND_MILLIS);
        long before = alive();
        try (Heap heap = watched()) {
            run.call();
            return Math.max(0, heap.most() - before);
        }
    }

    /** The most that was alive at any look. */
    public long most() {
        return most.get();
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
