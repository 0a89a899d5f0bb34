package io.weir.job.documents.flow;

import io.weir.job.documents.fields.DatabaseFields;
import io.weir.job.documents.fields.Field;
import io.weir.operators.enrich.geo.DatabaseVersion;
import javax.annotation.Nullable;

/** Which databases places and autonomous systems are from, where the document has any. */
final class DatabaseSection implements Section {

    @Override
    public void write(FlowView flow, FieldJson json) {
        int row = flow.row();
        if (flow.source().placeId(row) != 0 || flow.destination().placeId(row) != 0) {
            writeVersion(
                    DatabaseFields.CITY_TYPE,
                    DatabaseFields.CITY_BUILT,
                    flow.flows().cityVersion(),
                    json);
        }
        if (flow.source().asNumber(row) != 0 || flow.destination().asNumber(row) != 0) {
            writeVersion(
                    DatabaseFields.ASN_TYPE,
                    DatabaseFields.ASN_BUILT,
                    flow.flows().asnVersion(),
                    json);
        }
    }

    private static void writeVersion(
            Field type, Field built, @Nullable DatabaseVersion version, FieldJson json) {
        if (version != null) {
            json.put(type, version.type());
            json.putTime(built, version.built().toEpochMilli());
        }
    }
}
