package io.weir.operators.enrich.geo;

/**
 * Where an address is, as far as the database knows. Names are English. Each text is null, each
 * coordinate NaN, where it does not.
 *
 * @param continentCode two letters
 * @param countryCode ISO 3166-1 alpha-2
 * @param regionCode ISO 3166-2, country included: {@code US-CA}
 * @param latitude degrees north
 * @param longitude degrees east
 * @param timezone name of the IANA time zone database
 */
public record Place(
        String continentCode,
        String continentName,
        String countryCode,
        String countryName,
        String regionCode,
        String regionName,
        String cityName,
        double latitude,
        double longitude,
        String timezone) {

    /** Whether both coordinates are known. */
    public boolean hasLocation() {
        return !Double.isNaN(latitude) && !Double.isNaN(longitude);
    }
}
