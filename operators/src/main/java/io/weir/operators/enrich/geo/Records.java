package io.weir.operators.enrich.geo;

/** The records of City, Country and ASN databases by the names that MaxMind documents. */
final class Records {

    private Records() {}

    static Place place(DataRecord data) {
        DataRecord continent = data.inner("continent");
        DataRecord country = data.inner("country");
        DataRecord region = data.first("subdivisions");
        DataRecord location = data.inner("location");
        String countryCode = country.text("iso_code");
        String regionCode = region.text("iso_code");
        return new Place(
                continent.text("code"),
                continent.name(),
                countryCode,
                country.name(),
                countryCode == null || regionCode == null ? null : countryCode + "-" + regionCode,
                region.name(),
                data.inner("city").name(),
                location.decimal("latitude"),
                location.decimal("longitude"),
                location.text("time_zone"));
    }

    static AutonomousSystem autonomousSystem(DataRecord data) {
        long number = data.whole("autonomous_system_number");
        return number == 0
                ? null
                : new AutonomousSystem(number, data.text("autonomous_system_organization"));
    }
}
