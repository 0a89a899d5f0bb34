package io.weir.job.documents;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.normalise.ApplicationId;

/** What the exporter takes the application of a flow for. */
final class ApplicationName {

    private ApplicationName() {}

    /**
     * The name in the record, else the id as ElastiFlow 4 writes it, engine and selector.
     *
     * @return null where there is neither; a selector of 0 stands for an application not known
     */
    static String of(FlowBatch batch, int row) {
        String name = batch.text(FlowField.APPLICATION_NAME, row);
        if (name != null && !name.isEmpty()) {
            return name;
        }
        long id = batch.getOr(FlowField.APPLICATION_ID, row, 0);
        return ApplicationId.selector(id) == 0 ? null : ApplicationId.text(id);
    }
}
