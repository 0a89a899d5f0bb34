package io.weir.job.documents.flow;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.enrich.ids.FlowIds;
import io.weir.operators.enrich.ids.IdText;

/** The id of conversations, and its text in documents. Not thread-safe. Allocates nothing. */
public final class ConversationId {

    private final FlowIds ids = new FlowIds();

    /**
     * Writes the id of the conversation that a flow is a part of, {@link IdText#LENGTH} octets.
     *
     * @return false if the flow has none, since an address or the protocol is missing
     */
    public boolean write(FlowBatch batch, int row, byte[] to) {
        if (!compute(batch, row)) {
            return false;
        }
        IdText.write(ids.high(), ids.low(), to, 0);
        return true;
    }

    /**
     * The lower half of the id of the conversation; of a flow that is a part of none, that of the
     * record. All bits of it are equally good for choosing by.
     */
    public long choice(FlowBatch batch, int row) {
        if (!compute(batch, row)) {
            ids.record(batch, row);
        }
        return ids.low();
    }

    private boolean compute(FlowBatch batch, int row) {
        boolean hasOne = FlowIds.hasConversation(batch, row);
        if (hasOne) {
            ids.conversation(
                    batch.getHigh(FlowField.SOURCE_ADDRESS, row),
                    batch.get(FlowField.SOURCE_ADDRESS, row),
                    batch.getHigh(FlowField.DESTINATION_ADDRESS, row),
                    batch.get(FlowField.DESTINATION_ADDRESS, row),
                    (int) batch.get(FlowField.PROTOCOL, row),
                    FlowIds.port(batch, row, FlowField.SOURCE_PORT),
                    FlowIds.port(batch, row, FlowField.DESTINATION_PORT));
        }
        return hasOne;
    }
}
