package io.weir.codec.normalise;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import java.util.Optional;
import java.util.Set;

/**
 * Records of events, as of a firewall or of address translation (RFC 8158), say when something was
 * observed and not when a flow ended: as far as they know it, the flow lasted until then.
 */
public final class EventTime implements Normalisation {

    private static final EventTime INSTANCE = new EventTime();

    private EventTime() {}

    /**
     * This, if the records of a template need it.
     *
     * @param filled the fields that the template fills
     */
    public static Optional<Normalisation> of(Set<FlowField> filled) {
        return filled.contains(FlowField.EVENT_MILLIS) && !filled.contains(FlowField.END_MILLIS)
                ? Optional.of(INSTANCE)
                : Optional.empty();
    }

    @Override
    public void apply(FlowBatch batch, int from, int to) {
        long[] events = batch.column(FlowField.EVENT_MILLIS);
        for (int row = from; row < to; row++) {
            if (batch.has(FlowField.EVENT_MILLIS, row)) {
                batch.set(FlowField.END_MILLIS, row, events[row]);
            }
        }
    }
}
