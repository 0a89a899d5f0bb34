package io.weir.job.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.annotation.Nullable;

/**
 * What waits for a receiver, the one under way among it. Filled by the task's thread, emptied by
 * that of the receiver.
 */
final class Outbox {

    private final long capacityBytes;
    private final Deque<Parcel> queue = new ArrayDeque<>();
    @Nullable private Parcel underWay;
    private long bytes;
    private boolean isClosed;

    Outbox(long capacityBytes) {
        this.capacityBytes = capacityBytes;
    }

    /**
     * Puts a parcel behind all others.
     *
     * @return how many of the oldest were dropped for it
     */
    synchronized int add(Parcel parcel) {
        queue.addLast(parcel);
        bytes += parcel.bytes();
        int dropped = 0;
        while (bytes > capacityBytes && queue.size() > 1) {
            bytes -= queue.removeFirst().bytes();
            dropped++;
        }
        notifyAll();
        return dropped;
    }

    /** Waits for a parcel and takes it on its way; null when the outbox is closed. */
    @Nullable
    synchronized Parcel next() throws InterruptedException {
        while (queue.isEmpty() && !isClosed) {
            wait();
        }
        underWay = isClosed ? null : queue.removeFirst();
        return underWay;
    }

    /** The parcel under way needs no more. */
    synchronized void remove() {
        bytes -= underWay.bytes();
        underWay = null;
        notifyAll();
    }

    /** The parcel under way waits again, before all others. */
    synchronized void putBackFirst() {
        queue.addFirst(underWay);
        underWay = null;
    }

    /** The parcel under way waits again, behind all others. */
    synchronized void putBackLast() {
        queue.addLast(underWay);
        underWay = null;
    }

    /** Waits so long, or until the outbox is closed. */
    synchronized void pause(long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = millis; left > 0 && !isClosed; left = millisUntil(end)) {
            wait(left);
        }
    }

    /** Waits until nothing is left, at most so long. */
    synchronized void awaitEmpty(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toMillis();
                left > 0 && size() > 0 && !isClosed;
                left = millisUntil(end)) {
            wait(left);
        }
    }

    private static long millisUntil(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos - System.nanoTime());
    }

    /** All that is not delivered, the one under way first. */
    synchronized List<Parcel> all() {
        List<Parcel> all = new ArrayList<>();
        if (underWay != null) {
            all.add(underWay);
        }
        all.addAll(queue);
        return all;
    }

    synchronized int size() {
        return queue.size() + (underWay == null ? 0 : 1);
    }

    synchronized long bytes() {
        return bytes;
    }

    /** Nothing is taken from it any more. */
    synchronized void close() {
        isClosed = true;
        notifyAll();
    }

    synchronized boolean isClosed() {
        return isClosed;
    }
}
