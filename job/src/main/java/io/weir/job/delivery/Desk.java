package io.weir.job.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that serves one receiver: what waits for it, its thread, and its counters. */
final class Desk {

    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
    private static final Duration END_PATIENCE = Duration.ofSeconds(5);

    private final String receiver;
    private final Outbox outbox;
    private final Sender sender;
    private final DeliveryCounters counters;
    private final DeliveryLog log;

    private Desk(Receiver receiver, DeliveryLimits limits, MetricGroup metrics, Clock clock) {
        this.receiver = receiver.name();
        outbox = new Outbox(limits.waitingBytes());
        counters = new DeliveryCounters(metrics, this.receiver);
        log = new DeliveryLog(this.receiver, clock);
        sender = new Sender(this.receiver, outbox, receiver.open(), counters, log, limits);
        counters.watch(outbox);
    }

    static Desk open(Receiver receiver, DeliveryLimits limits, MetricGroup metrics, Clock clock) {
        Desk desk = new Desk(receiver, limits, metrics, clock);
        desk.sender.start();
        return desk;
    }

    String receiver() {
        return receiver;
    }

    void accept(String id, byte[] content) {
        accept(new Parcel(receiver, id, content));
    }

    void accept(Parcel parcel) {
        int dropped = outbox.add(parcel);
        if (dropped > 0) {
            counters.dropped(dropped);
            log.dropped(dropped);
        }
    }

    List<Parcel> notDelivered() {
        return outbox.all();
    }

    void abortIfOverdue() {
        sender.abortIfOverdue();
    }

    void awaitEmpty(Duration atMost) throws InterruptedException {
        outbox.awaitEmpty(atMost);
    }

    /** Begins to end; {@link #awaitEnd} waits for it. */
    void stop() {
        outbox.close();
        sender.stop();
    }

    void awaitEnd() throws InterruptedException {
        if (!sender.awaitEnd(END_PATIENCE)) {
            LOG.warn("The delivery to {} does not end; it is left behind.", receiver);
        }
    }
}
