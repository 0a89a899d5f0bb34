package io.weir.operators.enrich.geo;

import io.weir.codec.IpAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Databases of a few networks set aside for documentation. */
public final class TestDatabases {

    static final Instant BUILT = Instant.parse("2026-01-02T03:04:05Z");

    private TestDatabases() {}

    public static DatabaseWriter city(String cityName) {
        return city(cityName, 28);
    }

    static DatabaseWriter city(String cityName, int recordBits) {
        return new DatabaseWriter("Test-City", BUILT, recordBits)
                .put(address("198.51.100.0"), 24, place(cityName))
                .put(address("2001:db8::"), 32, place(cityName + " Six"))
                .put(address("203.0.113.7"), 32, place(cityName + " Host"));
    }

    public static DatabaseWriter asn(String organization) {
        return new DatabaseWriter("Test-ASN", BUILT, 24)
                .put(address("198.51.100.0"), 25, system(64500, organization))
                .put(address("2001:db8::"), 48, system(4_294_967_294L, organization + " Six"));
    }

    static Map<String, ?> place(String cityName) {
        return Map.of(
                "continent", Map.of("code", "EU", "names", Map.of("en", "Europe", "de", "Europa")),
                "country", Map.of("iso_code", "XA", "names", Map.of("en", "Northland")),
                "subdivisions",
                        List.of(Map.of("iso_code", "N1", "names", Map.of("en", "First Region"))),
                "city", Map.of("names", Map.of("en", cityName), "geoname_id", 7),
                "location",
                        Map.of("latitude", 12.5, "longitude", -45.25, "time_zone", "Etc/GMT+3"));
    }

    static Map<String, ?> system(long number, String organization) {
        return Map.of(
                "autonomous_system_number", number, "autonomous_system_organization", organization);
    }

    static IpAddress address(String text) {
        return IpAddress.ofBytes(inet(text).getAddress());
    }

    static InetAddress inet(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
