package io.weir.job.documents;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.normalise.PaloAltoInterface;

/** What the exporter calls an interface of a flow, as far as the record tells it. */
final class InterfaceName {

    private InterfaceName() {}

    /**
     * The name in the record, else the one that the index tells of a firewall of Palo Alto
     * Networks. It is known by what no other exporter sends together, an event of the firewall and
     * the name of the application: the indices of switches may have nine digits too.
     *
     * @return null if there is none
     */
    static String of(FlowBatch batch, int row, FlowField index, FlowField name) {
        String text = batch.text(name, row);
        if (text != null && !text.isEmpty()) {
            return text;
        }
        boolean firewall =
                batch.has(FlowField.FIREWALL_EVENT, row)
                        && batch.has(FlowField.APPLICATION_NAME, row);
        return firewall && batch.has(index, row)
                ? PaloAltoInterface.name(batch.get(index, row))
                : null;
    }
}
