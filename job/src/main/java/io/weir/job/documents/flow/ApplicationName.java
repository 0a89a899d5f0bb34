package io.weir.job.documents.flow;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.normalise.ApplicationId;
import io.weir.operators.enrich.FlowEnd;
import javax.annotation.Nullable;

/** What the application of a flow is called: the order is that of docs/reference/names.md. */
final class ApplicationName {

    private ApplicationName() {}

    /**
     * The operator's name for the server, else the exporter's, else that of the id, else the id as
     * ElastiFlow 4 writes it, engine and selector.
     *
     * @return null where there is none; a selector of 0 stands for an application not known
     */
    @Nullable
    static String of(FlowView flow) {
        String ofServer = ofServer(flow, flow.server());
        if (ofServer == null) {
            ofServer = ofServer(flow, flow.client());
        }
        return ofServer != null ? ofServer : ofExporter(flow);
    }

    private static String ofServer(FlowView flow, FlowEnd end) {
        if (end == null || !flow.has(end.fields().address())) {
            return null;
        }
        int port = flow.port(end.fields().port());
        FlowField address = end.fields().address();
        return port < 0
                ? null
                : flow.flows().names().application(flow.getHigh(address), flow.get(address), port);
    }

    private static String ofExporter(FlowView flow) {
        FlowBatch batch = flow.batch();
        String name = batch.text(FlowField.APPLICATION_NAME, flow.row());
        if (name != null && !name.isEmpty()) {
            return name;
        }
        long id = flow.getOr(FlowField.APPLICATION_ID, 0);
        if (ApplicationId.selector(id) == 0) {
            return null;
        }
        String known =
                flow.flows().names().applicationOfId(batch.exporterHigh(), batch.exporterLow(), id);
        return known != null ? known : ApplicationId.text(id);
    }
}
