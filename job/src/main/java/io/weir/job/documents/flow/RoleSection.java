package io.weir.job.documents.flow;

import io.weir.codec.flow.ClientEvidence;
import io.weir.codec.flow.ClientReason;
import io.weir.job.documents.fields.RoleFields;
import java.util.EnumMap;
import java.util.Map;

/** How it is known which end is the client. */
final class RoleSection implements Section {

    private final Map<ClientReason, String> labels = new EnumMap<>(ClientReason.class);

    RoleSection() {
        for (ClientReason reason : ClientReason.values()) {
            labels.put(reason, reason.label());
        }
    }

    @Override
    public void write(FlowView flow, FieldJson json) {
        if (flow.client() != null) {
            long evidence = flow.flows().clientEvidence(flow.row());
            json.put(RoleFields.CONFIDENCE, ClientEvidence.confidence(evidence));
            json.put(RoleFields.REASON, labels.get(ClientEvidence.reason(evidence)));
        }
    }
}
