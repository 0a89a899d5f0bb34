package io.weir.job.documents.fields;

/** Both ends in one field, as ElastiFlow's maps and filters want them. */
public final class BothEndsFields {

    static final Family FAMILY =
            new Family(
                    "Both ends",
                    "What is known of destination and source in one field, each value once: of ends"
                            + " on the Internet only.");

    public static final Field CITY =
            FAMILY.keyword("geo.city_name", "geoip.city", "The cities of both ends.");
    public static final Field COUNTRY =
            FAMILY.keyword("geo.country_name", "geoip.city", "The countries of both ends.");
    public static final Field COUNTRY_CODE =
            FAMILY.keyword("geo.country_iso_code", "geoip.city", "Those countries by ISO 3166-1.");
    public static final Field ORGANIZATION =
            FAMILY.keyword(
                    "as.organization.name",
                    "geoip.asn",
                    "The organizations of the autonomous systems of both ends.");

    private BothEndsFields() {}
}
