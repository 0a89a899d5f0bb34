package io.weir.job.delivery;

import io.weir.job.retry.Backoff;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread of a receiver: hands it one parcel after the other, again if need be. */
final class Sender {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final long IDLE = Long.MAX_VALUE;
    private static final long JOIN_MILLIS = 100;

    private final Outbox outbox;
    private final Courier courier;
    private final DeliveryCounters counters;
    private final DeliveryLog log;
    private final Backoff backoff;
    private final long timeoutNanos;
    private final Thread thread;

    /** When the delivery under way is overdue. */
    private volatile long dueNanos = IDLE;

    Sender(
            String receiver,
            Outbox outbox,
            Courier courier,
            DeliveryCounters counters,
            DeliveryLog log,
            DeliveryLimits limits) {
        this.outbox = outbox;
        this.courier = courier;
        this.counters = counters;
        this.log = log;
        backoff = new Backoff(limits.firstPause(), limits.longestPause());
        timeoutNanos = limits.timeout().toNanos();
        thread = new Thread(this::run, "weir alerts to " + receiver);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try (courier) {
            for (Parcel parcel = outbox.next(); parcel != null; parcel = outbox.next()) {
                settle(parcel, attempt(parcel));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Attempt attempt(Parcel parcel) {
        dueNanos = System.nanoTime() + timeoutNanos;
        try {
            return courier.deliver(parcel);
        } catch (RuntimeException e) {
            LOG.error("Alert {} could not be sent to {}.", parcel.id(), parcel.receiver(), e);
            return Attempt.notNow(e.toString());
        } finally {
            dueNanos = IDLE;
        }
    }

    private void settle(Parcel parcel, Attempt attempt) throws InterruptedException {
        switch (attempt.verdict()) {
            case TAKEN -> {
                counters.delivered();
                outbox.remove();
                recovered();
            }
            case REFUSED -> {
                counters.refused();
                log.refused(parcel.id(), attempt.reason());
                outbox.remove();
                recovered();
            }
            case NOT_NOW -> {
                outbox.putBackLast();
                pause(attempt.reason());
            }
            case UNAVAILABLE -> {
                outbox.putBackFirst();
                pause(attempt.reason());
            }
        }
    }

    private void recovered() {
        backoff.reset();
        log.recovered();
    }

    private void pause(String reason) throws InterruptedException {
        if (!outbox.isClosed()) {
            counters.failed();
            log.failed(reason, outbox);
            outbox.pause(backoff.pauseMillis());
        }
    }

    /** Gives up a delivery that takes too long; called now and then by the task. */
    void abortIfOverdue() {
        long due = dueNanos;
        if (due != IDLE && System.nanoTime() - due > 0) {
            courier.abort();
        }
    }

    /** Begins to end the thread; the outbox is closed already. */
    void stop() {
        thread.interrupt();
        courier.abort();
    }

    /** Whether the thread has ended, waiting so long for it. */
    boolean awaitEnd(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        thread.join(JOIN_MILLIS);
        while (thread.isAlive() && System.nanoTime() - end < 0) {
            // It may have begun a delivery just before the outbox was closed.
            courier.abort();
            thread.join(JOIN_MILLIS);
        }
        return !thread.isAlive();
    }
}
