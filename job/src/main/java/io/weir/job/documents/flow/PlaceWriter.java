package io.weir.job.documents.flow;

import io.weir.job.documents.fields.EndpointFields;
import io.weir.operators.enrich.geo.Place;

/** Where an end is. Not thread-safe. */
final class PlaceWriter {

    private final EndpointFields fields;
    private final KeptObjects<Place> places;

    PlaceWriter(EndpointFields fields) {
        this.fields = fields;
        places = new KeptObjects<>(fields.city.object(), this::writeFields);
    }

    /**
     * Writes what is known of a place.
     *
     * @param id tells the place from most others
     */
    void write(int id, Place place, FieldJson json) {
        places.write(id, place, json);
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
