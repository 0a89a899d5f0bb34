package io.weir.job.generate;

import io.weir.codec.IpAddress;
import io.weir.operators.enrich.geo.DatabaseWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * City and ASN databases of the Internet's side of the {@link AddressPlan}, which no vendor's
 * database knows. Places and organizations are invented: country codes are those that ISO 3166-1
 * leaves to users, locations are at sea.
 */
public final class PlanDatabases {

    /** Names of the two files. */
    public static final String CITY_FILE = "weir-generate-City.mmdb";

    public static final String ASN_FILE = "weir-generate-ASN.mmdb";

    private static final int RECORD_BITS = 28;
    private static final int OTHERS_PREFIX = 20;
    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;

    private static final List<Town> TOWNS =
            List.of(
                    new Town("XA", "Northland", "Icehaven", "EU", "Europe", 62.0, -4.5),
                    new Town("XA", "Northland", "Fairwater", "EU", "Europe", 57.5, 3.0),
                    new Town("XB", "Westmark", "Longshore", "NA", "North America", 38.0, -62.0),
                    new Town("XB", "Westmark", "Greenbank", "NA", "North America", 33.0, -128.0),
                    new Town("XC", "Southreach", "Portside", "SA", "South America", -28.0, -40.0),
                    new Town("XD", "Middlesea", "Saltmarsh", "AF", "Africa", 34.5, 18.5),
                    new Town("XE", "Eastfold", "Lanternquay", "AS", "Asia", 12.0, 88.0),
                    new Town("XE", "Eastfold", "Silkbay", "AS", "Asia", 27.0, 127.5),
                    new Town("XF", "Farholm", "Coralton", "OC", "Oceania", -20.0, 158.0));

    private final DatabaseWriter cities;
    private final DatabaseWriter systems;

    private PlanDatabases(Instant built) {
        cities = new DatabaseWriter("Weir-Generate-City", built, RECORD_BITS);
        systems = new DatabaseWriter("Weir-Generate-ASN", built, RECORD_BITS);
    }

    /**
     * Writes both files into a folder, which is made if needed; replaces them in one step each.
     *
     * @param built the build time that they claim
     */
    public static void write(Path folder, Instant built) throws IOException {
        PlanDatabases databases = new PlanDatabases(built);
        databases.addOthers();
        databases.addServices();
        databases.addAttackers();
        Files.createDirectories(folder);
        databases.cities.write(folder.resolve(CITY_FILE));
        databases.systems.write(folder.resolve(ASN_FILE));
    }

    private void addOthers() {
        int step = 1 << (IPV4_BITS - OTHERS_PREFIX);
        for (int first = 0; first < AddressPlan.OTHERS; first += step) {
            Host host = AddressPlan.other(first);
            add(host, OTHERS_PREFIX, TOWNS.get(first / step % TOWNS.size()), "Everybody Online");
        }
    }

    private void addServices() {
        for (int rank = 0; rank < AddressPlan.SERVICES; rank++) {
            Town town = TOWNS.get(rank % TOWNS.size());
            for (boolean ipv6 : List.of(false, true)) {
                Host service = AddressPlan.service(rank, ipv6);
                add(
                        service,
                        ipv6 ? IPV6_BITS : IPV4_BITS,
                        town,
                        "Example Services " + service.autonomousSystem());
            }
        }
    }

    private void addAttackers() {
        Host scanner = AddressPlan.HORIZONTAL_SCANNER;
        IpAddress network = new IpAddress(0, scanner.address().low() & ~0xffL);
        cities.put(network, scanner.prefixLength(), TOWNS.get(TOWNS.size() - 1).record());
        systems.put(
                network,
                scanner.prefixLength(),
                system(scanner.autonomousSystem(), "Example Hosting"));
    }

    private void add(Host host, int prefixLength, Town town, String organization) {
        cities.put(host.address(), prefixLength, town.record());
        systems.put(host.address(), prefixLength, system(host.autonomousSystem(), organization));
    }

    private static Map<String, ?> system(int number, String organization) {
        return Map.of(
                "autonomous_system_number", number, "autonomous_system_organization", organization);
    }

    private record Town(
            String countryCode,
            String country,
            String city,
            String continentCode,
            String continent,
            double latitude,
            double longitude) {

        Map<String, ?> record() {
            return Map.of(
                    "continent", Map.of("code", continentCode, "names", Map.of("en", continent)),
                    "country", Map.of("iso_code", countryCode, "names", Map.of("en", country)),
                    "city", Map.of("names", Map.of("en", city)),
                    "location",
                            Map.of(
                                    "latitude",
                                    latitude,
                                    "longitude",
                                    longitude,
                                    "time_zone",
                                    "Etc/UTC"));
        }
    }
}
