package io.weir.job.documents.flow;

import io.weir.job.documents.fields.EndpointFields;
import io.weir.operators.enrich.FlowEnd;
import io.weir.operators.enrich.geo.Place;

/** Both ends by direction: address, name, counters, autonomous system and country. */
final class CoreEndpointsSection implements Section {

    private final AsOrganization organizations = new AsOrganization();

    @Override
    public void write(FlowView flow, FieldJson json) {
        write(EndpointFields.SOURCE, flow, flow.source(), json);
        write(EndpointFields.DESTINATION, flow, flow.destination(), json);
    }

    private void write(EndpointFields fields, FlowView flow, FlowEnd end, FieldJson json) {
        int row = flow.row();
        json.putAddress(fields.ip, flow, end.fields().address());
        json.put(fields.domain, flow.flows().domain(end, row));
        json.put(fields.port, flow, end.fields().port());
        EndCounters.write(fields, flow, end.fields().sent(), json);
        long number = end.asNumber(row);
        if (number != 0) {
            json.put(fields.asNumber, organizations.numberText(number));
        }
        json.put(fields.organization, organizations.of(end, row));
        Place place = end.place(row);
        if (place != null) {
            json.put(fields.countryCode, place.countryCode());
        }
    }
}
