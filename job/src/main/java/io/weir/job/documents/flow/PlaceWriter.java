package io.weir.job.documents.flow;

import io.weir.job.documents.fields.EndpointFields;
import io.weir.operators.enrich.geo.Place;

/**
 * Where an end is. There are few places and many flows, so the JSON of a place is kept, until
 * another takes its slot. Not thread-safe.
 */
final class PlaceWriter {

    private static final int SLOTS = 1 << 12;

    private final EndpointFields fields;
    private final ObjectEncoder encoder = new ObjectEncoder();
    private final Place[] places = new Place[SLOTS];
    private final byte[][] encoded = new byte[SLOTS][];

    PlaceWriter(EndpointFields fields) {
        this.fields = fields;
    }

    /**
     * Writes what is known of a place.
     *
     * @param id tells the place from most others
     */
    @SuppressWarnings("ReferenceEquality") // To compare ten texts would take as long as to write.
    void write(int id, Place place, FieldJson json) {
        int slot = id & (SLOTS - 1);
        if (places[slot] != place) {
            encoded[slot] =
                    encoder.encode(fields.city.object(), object -> writeFields(place, object));
            places[slot] = place;
        }
        json.putObject(fields.city.object(), encoded[slot]);
    }

    private void writeFields(Place place, FieldJson json) {
        json.put(fields.city, place.cityName());
        json.put(fields.region, place.regionName());
        json.put(fields.regionCode, place.regionCode());
        json.put(fields.country, place.countryName());
        json.put(fields.countryCode, place.countryCode());
        json.put(fields.continent, place.continentName());
        if (place.hasLocation()) {
            json.putLocation(fields.location, place.latitude(), place.longitude());
        }
    }
}
