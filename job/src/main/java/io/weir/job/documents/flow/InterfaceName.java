package io.weir.job.documents.flow;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.normalise.PaloAltoInterface;
import io.weir.operators.enrich.EnrichedFlows;
import javax.annotation.Nullable;

/** What an interface of a flow is called. */
final class InterfaceName {

    private InterfaceName() {}

    @Nullable
    static String input(EnrichedFlows flows, int row) {
        return of(flows, row, FlowField.INPUT_INTERFACE, FlowField.INPUT_INTERFACE_NAME);
    }

    @Nullable
    static String output(EnrichedFlows flows, int row) {
        return of(flows, row, FlowField.OUTPUT_INTERFACE, FlowField.OUTPUT_INTERFACE_NAME);
    }

    /** The name in the record, else the one that the index tells, else the operator's. */
    private static String of(EnrichedFlows flows, int row, FlowField index, FlowField name) {
        FlowBatch batch = flows.batch();
        String text = batch.text(name, row);
        if (text != null && !text.isEmpty()) {
            return text;
        }
        if (!batch.has(index, row)) {
            return null;
        }
        long number = batch.get(index, row);
        String own = isPaloAlto(batch, row) ? PaloAltoInterface.name(number) : null;
        return own != null
                ? own
                : flows.names().interfaceName(batch.exporterHigh(), batch.exporterLow(), number);
    }

    /**
     * A firewall of Palo Alto Networks is known by what no other exporter sends together, an event
     * of the firewall and the name of the application: the indices of switches may have nine digits
     * too.
     */
    private static boolean isPaloAlto(FlowBatch batch, int row) {
        return batch.has(FlowField.FIREWALL_EVENT, row)
                && batch.has(FlowField.APPLICATION_NAME, row);
    }
}
