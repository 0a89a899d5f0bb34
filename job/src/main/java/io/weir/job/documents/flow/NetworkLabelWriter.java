package io.weir.job.documents.flow;

import io.weir.job.documents.fields.EndFields;
import io.weir.operators.enrich.networks.NetworkLabel;

/**
 * What the operator calls the network of an end. Networks are few, so the JSON of one is kept,
 * until another takes its slot. Not thread-safe.
 */
final class NetworkLabelWriter {

    private static final int SLOTS = 1 << 10;

    private final EndFields fields;
    private final ObjectEncoder encoder = new ObjectEncoder();
    private final NetworkLabel[] labels = new NetworkLabel[SLOTS];
    private final byte[][] encoded = new byte[SLOTS][];

    NetworkLabelWriter(EndFields fields) {
        this.fields = fields;
    }

    /**
     * Writes a label.
     *
     * @param id tells it from most others
     */
    @SuppressWarnings("ReferenceEquality") // To compare five texts would take as long as to write.
    void write(int id, NetworkLabel label, FieldJson json) {
        int slot = id & (SLOTS - 1);
        if (labels[slot] != label) {
            encoded[slot] =
                    encoder.encode(
                            fields.networkName.object(), object -> writeFields(label, object));
            labels[slot] = label;
        }
        json.putObject(fields.networkName.object(), encoded[slot]);
    }

    private void writeFields(NetworkLabel label, FieldJson json) {
        json.put(fields.networkName, label.name());
        json.put(fields.site, label.site());
        json.put(fields.zone, label.zone());
        json.put(fields.tenant, label.tenant());
        json.put(fields.role, label.role());
    }
}
