package io.weir.job.delivery;

import io.weir.job.retry.Reminder;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells once when a receiver fails, again now and then, and when that is over. */
final class DeliveryLog {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLog.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final long NEVER = Long.MIN_VALUE;

    private final String receiver;
    private final Clock clock;
    private final Reminder failed;
    private final Reminder refused;
    private final Reminder dropped;
    private long failingSince = NEVER;
    private long droppedUntold;

    DeliveryLog(String receiver, Clock clock) {
        this.receiver = receiver;
        this.clock = clock;
        failed = new Reminder(clock, PAUSE);
        refused = new Reminder(clock, PAUSE);
        dropped = new Reminder(clock, PAUSE);
    }

    synchronized void failed(String reason, Outbox outbox) {
        if (failingSince == NEVER) {
            failingSince = clock.millis();
        }
        if (failed.isDue()) {
            LOG.warn(
                    "{} takes no alerts now: {}. {} wait ({} KiB) and are sent again.",
                    receiver,
                    reason,
                    outbox.size(),
                    outbox.bytes() >> 10);
        }
    }

    synchronized void recovered() {
        if (failingSince != NEVER) {
            LOG.info(
                    "{} takes alerts again, after {} s.",
                    receiver,
                    (clock.millis() - failingSince) / 1_000);
            failingSince = NEVER;
            failed.reset();
        }
    }

    synchronized void refused(String id, String reason) {
        if (refused.isDue()) {
            LOG.warn("{} refuses alert {}: {}. It is not sent again.", receiver, id, reason);
        }
    }

    synchronized void dropped(int alerts) {
        droppedUntold += alerts;
        if (droppedUntold > 0 && dropped.isDue()) {
            LOG.warn(
                    "{} alerts, the oldest, were dropped: no more may wait for {}.",
                    droppedUntold,
                    receiver);
            droppedUntold = 0;
        }
    }
}
