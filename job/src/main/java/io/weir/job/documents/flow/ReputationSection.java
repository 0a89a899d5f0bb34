package io.weir.job.documents.flow;

import io.weir.job.documents.fields.Field;
import io.weir.job.documents.fields.ReputationFields;
import io.weir.operators.enrich.threat.Threat;
import javax.annotation.Nullable;

/** What lists of threats say, as ElastiFlow has it. */
final class ReputationSection implements Section {

    @Override
    public void write(FlowView flow, FieldJson json) {
        if (!flow.isListed()) {
            return;
        }
        json.put(
                ReputationFields.BOTH,
                Threat.tagsOf(flow.sourceThreat(), flow.destinationThreat()));
        writeTags(ReputationFields.SOURCE, flow.sourceThreat(), json);
        writeTags(ReputationFields.DESTINATION, flow.destinationThreat(), json);
        writeTags(ReputationFields.CLIENT, flow.threat(flow.client()), json);
        writeTags(ReputationFields.SERVER, flow.threat(flow.server()), json);
    }

    private static void writeTags(Field field, @Nullable Threat threat, FieldJson json) {
        if (threat != null) {
            json.put(field, threat.tags());
        }
    }
}
