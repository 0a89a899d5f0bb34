package io.weir.job.documents.flow;

import io.weir.job.documents.fields.DatabaseFields;

/** Which databases places and autonomous systems are from, where the document has any. */
final class DatabaseSection implements Section {

    private final DatabaseVersionWriter city =
            new DatabaseVersionWriter(DatabaseFields.CITY_TYPE, DatabaseFields.CITY_BUILT);
    private final DatabaseVersionWriter asn =
            new DatabaseVersionWriter(DatabaseFields.ASN_TYPE, DatabaseFields.ASN_BUILT);

    @Override
    public void write(FlowView flow, FieldJson json) {
        int row = flow.row();
        if (flow.source().placeId(row) != 0 || flow.destination().placeId(row) != 0) {
            city.write(flow.flows().cityVersion(), json);
        }
        if (flow.source().asNumber(row) != 0 || flow.destination().asNumber(row) != 0) {
            asn.write(flow.flows().asnVersion(), json);
        }
    }
}
