package io.weir.operators.enrich;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.normalise.ApplicationId;
import javax.annotation.Nullable;

/** What the application of a flow is called: the order is that of docs/reference/names.md. */
public final class ApplicationName {

    private static final int LAST_PORT = 0xffff;

    private ApplicationName() {}

    /**
     * The operator's name for the server, else the exporter's, else that of the id, else the id as
     * ElastiFlow 4 writes it, engine and selector.
     *
     * @return null where there is none; a selector of 0 stands for an application not known
     */
    @Nullable
    public static String of(EnrichedFlows flows, int row) {
        String ofServer = ofOperator(flows, row);
        if (ofServer != null) {
            return ofServer;
        }
        String ofExporter = flows.batch().text(FlowField.APPLICATION_NAME, row);
        return ofExporter != null && !ofExporter.isEmpty() ? ofExporter : ofId(flows, row);
    }

    /** What the operator calls the application of the server, else of the client. */
    @Nullable
    public static String ofOperator(EnrichedFlows flows, int row) {
        if (!flows.names().hasApplications()) {
            return null;
        }
        String ofServer = ofEnd(flows, row, flows.server(row));
        return ofServer != null ? ofServer : ofEnd(flows, row, flows.client(row));
    }

    @Nullable
    private static String ofEnd(EnrichedFlows flows, int row, @Nullable FlowEnd end) {
        FlowBatch batch = flows.batch();
        if (end == null || !batch.has(end.fields().address(), row)) {
            return null;
        }
        long port = batch.getOr(end.fields().port(), row, -1);
        FlowField address = end.fields().address();
        return port < 0 || port > LAST_PORT
                ? null
                : flows.names()
                        .application(
                                batch.getHigh(address, row), batch.get(address, row), (int) port);
    }

    /** The name of the application's id, else the id as text; null for none. */
    @Nullable
    public static String ofId(EnrichedFlows flows, int row) {
        FlowBatch batch = flows.batch();
        long id = batch.getOr(FlowField.APPLICATION_ID, row, 0);
        if (ApplicationId.selector(id) == 0) {
            return null;
        }
        String known = flows.names().applicationOfId(batch.exporterHigh(), batch.exporterLow(), id);
        return known != null ? known : ApplicationId.text(id);
    }
}
