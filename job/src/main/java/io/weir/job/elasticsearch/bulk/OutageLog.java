package io.weir.job.elasticsearch.bulk;

import io.weir.job.retry.Reminder;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when an outage begins, again now and then, and when it is over. A server that takes every
 * other request is told of as seldom as one that takes none.
 */
final class OutageLog {

    private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final String stream;
    private final Clock clock;
    private final Reminder failed;
    private final Reminder dropped;
    private final Reminder rejected;
    private final Reminder lost;
    private long failingSince = Long.MIN_VALUE;
    private boolean isTold;
    private long droppedUntold;

    OutageLog(String stream, Clock clock) {
        this.stream = stream;
        this.clock = clock;
        failed = new Reminder(clock, PAUSE);
        dropped = new Reminder(clock, PAUSE);
        rejected = new Reminder(clock, PAUSE);
        lost = new Reminder(clock, PAUSE);
    }

    void failed(String reason, Backlog backlog) {
        if (failingSince == Long.MIN_VALUE) {
            failingSince = clock.millis();
        }
        if (failed.isDue()) {
            isTold = true;
            LOG.warn(
                    "Elasticsearch does not take {} now: {}. {} documents ({} KiB) wait in memory"
                            + " and {} ({} KiB) on disk, and are sent again; if that stays so,"
                            + " look at elasticsearch.urls and at the server's log.",
                    stream,
                    reason,
                    backlog.documents(),
                    backlog.bytes() >> 10,
                    backlog.documentsOnDisk(),
                    backlog.bytesOnDisk() >> 10);
        }
    }

    void recovered() {
        if (isTold) {
            LOG.info(
                    "Elasticsearch takes {} again, after {} s.",
                    stream,
                    (clock.millis() - failingSince) / 1_000);
            isTold = false;
        }
        failingSince = Long.MIN_VALUE;
    }

    void dropped(int documents) {
        droppedUntold += documents;
        if (dropped.isDue()) {
            LOG.warn(
                    "{} documents of {} were dropped: no more may wait for Elasticsearch"
                            + " (elasticsearch.buffer, elasticsearch.spill-dir).",
                    droppedUntold,
                    stream);
            droppedUntold = 0;
        }
    }

    void rejected(String action, String reason) {
        if (rejected.isDue()) {
            LOG.warn(
                    "Elasticsearch rejects a document of {} ({}): {}. It is a dead letter now.",
                    stream,
                    action,
                    reason);
        }
    }

    void deadLetterLost(String action, String reason) {
        if (lost.isDue()) {
            LOG.error("A dead letter of {} is lost ({}): {}.", stream, action, reason);
        }
    }
}
