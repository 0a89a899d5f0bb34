package io.weir.job.documents.flow;

import io.weir.job.documents.fields.EndFields;
import io.weir.operators.enrich.FlowEnd;
import io.weir.operators.enrich.networks.Locality;
import io.weir.operators.enrich.networks.NetworkLabel;
import io.weir.operators.enrich.threat.Threat;

/** What networks and feeds of the operator say of both ends. */
final class NetworksSection implements Section {

    private final NetworkLabelWriter sourceLabels = new NetworkLabelWriter(EndFields.SOURCE);
    private final NetworkLabelWriter destinationLabels =
            new NetworkLabelWriter(EndFields.DESTINATION);

    @Override
    public void write(FlowView flow, FieldJson json) {
        writeEnd(EndFields.SOURCE, sourceLabels, flow, flow.source(), json);
        writeEnd(EndFields.DESTINATION, destinationLabels, flow, flow.destination(), json);
    }

    private static void writeEnd(
            EndFields fields,
            NetworkLabelWriter labels,
            FlowView flow,
            FlowEnd end,
            FieldJson json) {
        int row = flow.row();
        Locality locality = end.locality(row);
        if (locality == null) {
            return;
        }
        json.put(fields.locality, locality.text());
        json.put(fields.inside, end.isInside(row));
        NetworkLabel label = end.label(row);
        if (label != null) {
            labels.write(end.labelId(row), label, json);
        }
        Threat threat = flow.threat(end);
        if (threat != null) {
            json.put(fields.feeds, threat.feeds());
            json.put(fields.score, threat.score());
            json.put(fields.urls, threat.urls());
        }
    }
}
