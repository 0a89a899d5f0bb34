package io.weir.job.documents.flow;

import io.weir.job.documents.fields.EndFields;
import io.weir.operators.enrich.networks.NetworkLabel;

/** What the operator calls the network of an end. Not thread-safe. */
final class NetworkLabelWriter {

    private final EndFields fields;
    private final KeptObjects<NetworkLabel> labels;

    NetworkLabelWriter(EndFields fields) {
        this.fields = fields;
        labels = new KeptObjects<>(fields.networkName.object(), this::writeFields);
    }

    /**
     * Writes a label.
     *
     * @param id tells it from most others
     */
    void write(int id, NetworkLabel label, FieldJson json) {
        labels.write(id, label, json);
    }

    private void writeFields(NetworkLabel label, FieldJson json) {
        json.put(fields.networkName, label.name());
        json.put(fields.site, label.site());
        json.put(fields.zone, label.zone());
        json.put(fields.tenant, label.tenant());
        json.put(fields.role, label.role());
    }
}
