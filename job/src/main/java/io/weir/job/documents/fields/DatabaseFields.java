package io.weir.job.documents.fields;

/** {@code weir.geoip.*}: which databases places and autonomous systems are from. */
public final class DatabaseFields {

    static final Family FAMILY =
            new Family(
                    "Weir: databases",
                    "Which databases places and autonomous systems of the document are from.");

    public static final Field CITY_TYPE =
            FAMILY.keyword("weir.geoip.city.type", "geoip.city", "The kind of database.");
    public static final Field CITY_BUILT =
            FAMILY.date("weir.geoip.city.built", "geoip.city", "When it was built.");
    public static final Field ASN_TYPE =
            FAMILY.keyword("weir.geoip.asn.type", "geoip.asn", "The kind of database.");
    public static final Field ASN_BUILT =
            FAMILY.date("weir.geoip.asn.built", "geoip.asn", "When it was built.");

    private DatabaseFields() {}
}
