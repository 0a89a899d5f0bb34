package io.weir.codec.normalise;

import io.weir.codec.flow.ClientEvidence;
import io.weir.codec.flow.ClientReason;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import java.util.Optional;
import java.util.Set;

/**
 * Exporters that count by initiator and responder know who opened the connection: the source, as
 * {@link InitiatorAsSource} leaves it, unless element 239 says that it is the destination.
 */
public final class InitiatorEvidence implements Normalisation {

    /** Element 239: the initiator is the destination of the flow. */
    private static final int REVERSE_INITIATOR = 2;

    private static final InitiatorEvidence INSTANCE = new InitiatorEvidence();

    private InitiatorEvidence() {}

    /**
     * This, if the records of a template need it.
     *
     * @param byInitiator the fields that were read from elements of initiator, responder, client or
     *     server
     */
    public static Optional<Normalisation> of(Set<FlowField> byInitiator) {
        return byInitiator.isEmpty() ? Optional.empty() : Optional.of(INSTANCE);
    }

    @Override
    public void apply(FlowBatch batch, int from, int to) {
        for (int row = from; row < to; row++) {
            boolean reverse = batch.getOr(FlowField.BIFLOW_DIRECTION, row, 0) == REVERSE_INITIATOR;
            batch.set(
                    FlowField.CLIENT_EVIDENCE,
                    row,
                    reverse
                            ? ClientEvidence.destination(ClientReason.INITIATOR)
                            : ClientEvidence.source(ClientReason.INITIATOR));
        }
    }
}
