package io.weir.job.documents.flow;

import io.weir.job.documents.fields.EndpointFields;
import io.weir.operators.enrich.FlowEnd;
import io.weir.operators.enrich.FlowEndFields;
import io.weir.operators.enrich.geo.Place;

/** One end of a flow. */
final class EndpointWriter {

    private final EndpointFields fields;
    private final PlaceWriter places;
    private final AsOrganization organizations = new AsOrganization();

    EndpointWriter(EndpointFields fields) {
        this.fields = fields;
        places = new PlaceWriter(fields);
    }

    void write(FlowView flow, FlowEnd end, FieldJson json) {
        int row = flow.row();
        FlowEndFields columns = end.fields();
        json.putAddress(fields.ip, flow, columns.address());
        byte[] domain = flow.flows().domain(end, row);
        if (domain != null) {
            json.put(fields.domain, domain);
        } else {
            json.putAddress(fields.domain, flow, columns.address());
        }
        json.put(fields.port, flow, columns.port());
        json.putMac(fields.mac, flow, columns.mac());
        EndCounters.write(fields, flow, columns.sent(), json);
        if (flow.hasSpecified(columns.natAddress())) {
            json.putAddress(fields.natIp, flow, columns.natAddress());
            json.put(fields.natPort, flow, columns.natPort());
        }
        long number = end.asNumber(row);
        if (number != 0) {
            json.put(fields.asNumber, organizations.numberText(number));
        }
        json.put(fields.organization, organizations.of(end, row));
        Place place = end.place(row);
        if (place != null) {
            places.write(end.placeId(row), place, json);
        }
    }
}
