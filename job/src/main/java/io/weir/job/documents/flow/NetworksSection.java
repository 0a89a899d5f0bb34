package io.weir.job.documents.flow;

import io.weir.job.documents.fields.EndFields;
import io.weir.operators.enrich.FlowEnd;
import io.weir.operators.enrich.networks.Locality;
import io.weir.operators.enrich.networks.NetworkLabel;
import io.weir.operators.enrich.threat.Threat;

/** What networks and feeds of the operator say of both ends. */
final class NetworksSection implements Section {

    @Override
    public void write(FlowView flow, FieldJson json) {
        writeEnd(EndFields.SOURCE, flow, flow.source(), json);
        writeEnd(EndFields.DESTINATION, flow, flow.destination(), json);
    }

    private static void writeEnd(EndFields fields, FlowView flow, FlowEnd end, FieldJson json) {
        int row = flow.row();
        Locality locality = end.locality(row);
        if (locality == null) {
            return;
        }
        json.put(fields.locality, locality.text());
        json.put(fields.inside, end.isInside(row));
        writeLabel(fields, end.label(row), json);
        Threat threat = flow.threat(end);
        if (threat != null) {
            json.put(fields.feeds, threat.feeds());
            json.put(fields.score, threat.score());
            json.put(fields.urls, threat.urls());
        }
    }

    private static void writeLabel(EndFields fields, NetworkLabel label, FieldJson json) {
        if (label != null) {
            json.put(fields.networkName, label.name());
            json.put(fields.site, label.site());
            json.put(fields.zone, label.zone());
            json.put(fields.tenant, label.tenant());
            json.put(fields.role, label.role());
        }
    }
}
