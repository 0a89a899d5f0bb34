package io.weir.job.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells once when a receiver fails, again now and then, and when that is over. */
final class DeliveryLog {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLog.class);
    private static final long REMINDER_MILLIS = Duration.ofMinutes(1).toMillis();
    private static final long NEVER = Long.MIN_VALUE;

    private enum Kind {
        FAILED,
        REFUSED,
        DROPPED
    }

    private final String receiver;
    private final Clock clock;
    private final Map<Kind, Long> toldMillis = new EnumMap<>(Kind.class);
    private long failingSince = NEVER;
    private long droppedUntold;

    DeliveryLog(String receiver, Clock clock) {
        this.receiver = receiver;
        this.clock = clock;
    }

    synchronized void failed(String reason, Outbox outbox) {
        if (failingSince == NEVER) {
            failingSince = clock.millis();
        }
        if (isDue(Kind.FAILED)) {
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
            toldMillis.remove(Kind.FAILED);
        }
    }

    synchronized void refused(String id, String reason) {
        if (isDue(Kind.REFUSED)) {
            LOG.warn("{} refuses alert {}: {}. It is not sent again.", receiver, id, reason);
        }
    }

    synchronized void dropped(int alerts) {
        droppedUntold += alerts;
        if (droppedUntold > 0 && isDue(Kind.DROPPED)) {
            LOG.warn(
                    "{} alerts, the oldest, were dropped: no more may wait for {}.",
                    droppedUntold,
                    receiver);
            droppedUntold = 0;
        }
    }

    private boolean isDue(Kind kind) {
        long now = clock.millis();
        Long told = toldMillis.get(kind);
        if (told != null && now - told < REMINDER_MILLIS) {
            return false;
        }
        toldMillis.put(kind, now);
        return true;
    }
}
