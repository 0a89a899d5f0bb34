package io.weir.job.documents.flow;

import io.weir.job.documents.fields.BothEndsFields;
import io.weir.job.documents.fields.Field;
import io.weir.operators.enrich.FlowEnd;
import io.weir.operators.enrich.geo.Place;
import io.weir.operators.enrich.networks.Locality;
import javax.annotation.Nullable;

/** What is known of destination and source in one field. */
final class BothEndsSection implements Section {

    private final AsOrganization organizations = new AsOrganization();

    @Override
    public void write(FlowView flow, FieldJson json) {
        int row = flow.row();
        boolean to = isOnInternet(flow.destination(), row);
        boolean from = isOnInternet(flow.source(), row);
        Place there = to ? flow.destination().place(row) : null;
        Place here = from ? flow.source().place(row) : null;
        if (there != null || here != null) {
            put(json, BothEndsFields.CITY, city(there), city(here));
            put(json, BothEndsFields.COUNTRY, country(there), country(here));
            put(json, BothEndsFields.COUNTRY_CODE, countryCode(there), countryCode(here));
        }
        put(
                json,
                BothEndsFields.ORGANIZATION,
                to ? organizations.of(flow.destination(), row) : null,
                from ? organizations.of(flow.source(), row) : null);
    }

    /**
     * Public, or outside and known to the database: so a database of one's own may have places of
     * networks that are not on the Internet.
     */
    private static boolean isOnInternet(FlowEnd end, int row) {
        return end.locality(row) == Locality.PUBLIC
                || (end.placeId(row) != 0 && !end.isInside(row));
    }

    private static String city(@Nullable Place place) {
        return place == null ? null : place.cityName();
    }

    private static String country(@Nullable Place place) {
        return place == null ? null : place.countryName();
    }

    private static String countryCode(@Nullable Place place) {
        return place == null ? null : place.countryCode();
    }

    private static void put(
            FieldJson json, Field field, @Nullable String one, @Nullable String other) {
        if (one == null || one.equals(other)) {
            json.put(field, other);
        } else if (other == null) {
            json.put(field, one);
        } else {
            json.put(field, one, other);
        }
    }
}
