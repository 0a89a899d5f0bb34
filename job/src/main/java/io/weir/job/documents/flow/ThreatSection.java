package io.weir.job.documents.flow;

import io.weir.job.documents.fields.ThreatFields;
import io.weir.operators.enrich.threat.Threat;
import io.weir.operators.enrich.threat.ThreatRoles;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;

/** What a listed end makes of the flow. */
final class ThreatSection implements Section {

    private static final int COMBINATIONS = 8;

    /** By the bits of {@link ThreatRoles}. */
    private final List<List<String>> names = new ArrayList<>(COMBINATIONS);

    ThreatSection() {
        for (int roles = 0; roles < COMBINATIONS; roles++) {
            names.add(names(roles));
        }
    }

    private static List<String> names(int roles) {
        List<String> names = new ArrayList<>();
        if ((roles & ThreatRoles.PUBLIC_THREAT) != 0) {
            names.add("public-threat");
        }
        if ((roles & ThreatRoles.AT_RISK_SERVER) != 0) {
            names.add("at-risk-server");
        }
        if ((roles & ThreatRoles.HIGH_RISK_CLIENT) != 0) {
            names.add("high-risk-client");
        }
        return List.copyOf(names);
    }

    @Override
    public void write(FlowView flow, FieldJson json) {
        if (flow.isListed()) {
            json.put(ThreatFields.ROLES, names.get(flow.flows().threatRoles(flow.row())));
            json.put(
                    ThreatFields.SCORE,
                    Math.max(score(flow.sourceThreat()), score(flow.destinationThreat())));
        }
    }

    private static int score(@Nullable Threat threat) {
        return threat == null ? 0 : threat.score();
    }
}
