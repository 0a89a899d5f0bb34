package io.weir.job.delivery;

import io.weir.job.config.AlertSelection;
import io.weir.operators.detect.Alert;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Tells receivers of alerts, each of them at least once, in the order of the alerts as long as
 * nothing fails. The job neither fails nor waits because of a receiver.
 */
public final class AlertSink implements Sink<Alert>, SupportsWriterState<Alert, Parcel> {

    private static final long serialVersionUID = 1L;

    private final AlertSelection selection;
    private final AlertEncoder encoder;
    private final List<Receiver> receivers;
    private final DeliveryLimits limits;

    /**
     * @param receivers each with a name of its own
     */
    public AlertSink(
            AlertSelection selection,
            AlertEncoder encoder,
            List<Receiver> receivers,
            DeliveryLimits limits) {
        this.selection = selection;
        this.encoder = encoder;
        this.receivers = List.copyOf(receivers);
        this.limits = limits;
    }

    @Override
    @Deprecated
    public SinkWriter<Alert> createWriter(InitContext context) {
        throw new UnsupportedOperationException("Flink 1.20 calls the other one.");
    }

    @Override
    public SinkWriter<Alert> createWriter(WriterInitContext context) {
        return restoreWriter(context, List.of());
    }

    @Override
    public StatefulSinkWriter<Alert, Parcel> restoreWriter(
            WriterInitContext context, Collection<Parcel> notDelivered) {
        return new DeliveryWriter(
                selection,
                encoder,
                receivers,
                limits,
                context.getProcessingTimeService(),
                context.metricGroup(),
                Clock.systemUTC(),
                notDelivered);
    }

    @Override
    public SimpleVersionedSerializer<Parcel> getWriterStateSerializer() {
        return new ParcelSerializer();
    }
}
