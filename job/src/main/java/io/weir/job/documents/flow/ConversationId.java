package io.weir.job.documents.flow;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.enrich.ids.FlowIds;
import io.weir.operators.enrich.ids.IdText;

/** The text of {@code flow.conversation_id}. Not thread-safe. Allocates nothing. */
public final class ConversationId {

    private final FlowIds ids = new FlowIds();

    /**
     * Writes the id of the conversation that a flow is a part of, {@link IdText#LENGTH} octets.
     *
     * @return false if the flow has none, since an address or the protocol is missing
     */
    public boolean write(FlowBatch batch, int row, byte[] to) {
        long protocol = batch.getOr(FlowField.PROTOCOL, row, -1);
        boolean hasOne =
                batch.has(FlowField.SOURCE_ADDRESS, row)
                        && batch.has(FlowField.DESTINATION_ADDRESS, row)
                        && protocol >= 0
                        && protocol <= 0xff;
        if (!hasOne) {
            return false;
        }
        ids.conversation(
                batch.getHigh(FlowField.SOURCE_ADDRESS, row),
                batch.get(FlowField.SOURCE_ADDRESS, row),
                batch.getHigh(FlowField.DESTINATION_ADDRESS, row),
                batch.get(FlowField.DESTINATION_ADDRESS, row),
                (int) protocol,
                port(batch, row, FlowField.SOURCE_PORT),
                port(batch, row, FlowField.DESTINATION_PORT));
        IdText.write(ids.high(), ids.low(), to, 0);
        return true;
    }

    private static int port(FlowBatch batch, int row, FlowField field) {
        long port = batch.getOr(field, row, 0);
        return port >= 0 && port <= 0xffff ? (int) port : 0;
    }
}
