package io.weir.job.delivery;

import io.weir.job.config.AlertSelection;
import io.weir.operators.detect.Alert;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts alerts on the desks of the receivers, and keeps what they did not take. Never waits for a
 * receiver but at the end of the input, and then not for long.
 */
final class DeliveryWriter implements StatefulSinkWriter<Alert, Parcel> {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWriter.class);
    private static final Duration WATCH_INTERVAL = Duration.ofMillis(500);

    private final AlertSelection selection;
    private final AlertEncoder encoder;
    private final DeliveryLimits limits;
    private final ProcessingTimeService time;
    private final Clock clock;
    private final Map<String, Desk> desks = new LinkedHashMap<>();
    private boolean isClosed;

    DeliveryWriter(
            AlertSelection selection,
            AlertEncoder encoder,
            List<Receiver> receivers,
            DeliveryLimits limits,
            ProcessingTimeService time,
            MetricGroup metrics,
            Clock clock,
            Collection<Parcel> notDelivered) {
        this.selection = selection;
        this.encoder = encoder;
        this.limits = limits;
        this.time = time;
        this.clock = clock;
        encoder.open();
        openDesks(receivers, metrics);
        restore(notDelivered);
        watch();
    }

    private void openDesks(List<Receiver> receivers, MetricGroup metrics) {
        try {
            for (Receiver receiver : receivers) {
                desks.put(receiver.name(), Desk.open(receiver, limits, metrics, clock));
            }
        } catch (RuntimeException e) {
            desks.values().forEach(Desk::stop);
            throw e;
        }
    }

    private void restore(Collection<Parcel> notDelivered) {
        int withoutReceiver = 0;
        for (Parcel parcel : notDelivered) {
            Desk desk = desks.get(parcel.receiver());
            if (desk == null) {
                withoutReceiver++;
            } else {
                desk.accept(parcel);
            }
        }
        if (withoutReceiver > 0) {
            LOG.warn(
                    "{} alerts that were not delivered are dropped: their receivers are no longer"
                            + " configured.",
                    withoutReceiver);
        }
    }

    /** Looks now and then for deliveries that take too long. */
    private void watch() {
        var unused =
                time.registerTimer(
                        time.getCurrentProcessingTime() + WATCH_INTERVAL.toMillis(),
                        when -> {
                            if (!isClosed) {
                                abortOverdue();
                                watch();
                            }
                        });
    }

    private void abortOverdue() {
        desks.values().forEach(Desk::abortIfOverdue);
    }

    @Override
    public void write(Alert alert, Context context) {
        if (selection.takes(alert)) {
            String id = alert.id() + "/" + alert.revision();
            byte[] content = encoder.encode(alert, clock.millis());
            desks.values().forEach(desk -> desk.accept(id, content));
        }
    }

    @Override
    public List<Parcel> snapshotState(long checkpointId) {
        List<Parcel> all = new ArrayList<>();
        desks.values().forEach(desk -> all.addAll(desk.notDelivered()));
        return all;
    }

    /** A checkpoint waits for nothing: what is not delivered is in the state. */
    @Override
    public void flush(boolean endOfInput) throws InterruptedException {
        if (!endOfInput) {
            return;
        }
        long end = System.nanoTime() + limits.lastWait().toNanos();
        List<Parcel> left = snapshotState(0);
        while (!left.isEmpty() && System.nanoTime() - end < 0) {
            abortOverdue();
            desks.get(left.get(0).receiver()).awaitEmpty(WATCH_INTERVAL);
            left = snapshotState(0);
        }
        if (!left.isEmpty()) {
            LOG.warn("The input has ended, and {} alerts are not delivered.", left.size());
        }
    }

    @Override
    public void close() {
        isClosed = true;
        desks.values().forEach(Desk::stop);
        try {
            for (Desk desk : desks.values()) {
                desk.awaitEnd();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
