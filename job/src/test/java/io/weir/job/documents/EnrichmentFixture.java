package io.weir.job.documents;

import io.weir.operators.enrich.AsOrder;
import io.weir.operators.enrich.Enricher;
import io.weir.operators.enrich.EnrichmentOptions;
import io.weir.operators.enrich.dns.DnsOptions;
import io.weir.operators.enrich.dns.NameScope;
import io.weir.operators.enrich.geo.DatabaseWriter;
import io.weir.operators.enrich.names.NameFiles;
import io.weir.operators.enrich.threat.ThreatFeed;
import io.weir.operators.enrich.threat.ThreatSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Small databases and lists: 5.6.7.0/24 and 2a0f:1::/32 have a place and an autonomous system,
 * 9.8.7.0/24 only the latter and is on a list of threats, 10.1.0.0/16 is a network of the operator.
 */
public final class EnrichmentFixture {

    private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");

    private final Path folder;

    private EnrichmentFixture(Path folder) {
        this.folder = folder;
    }

    /** Opens what the files in this folder say, which are written first. */
    public static Enricher open(Path folder) throws IOException {
        return new EnrichmentFixture(folder).open(NameScope.OFF, EnrichmentOptions.NONE.dns());
    }

    /** The same with names of all addresses. */
    static Enricher open(Path folder, InetSocketAddress resolver) throws IOException {
        DnsOptions dns = new DnsOptions(List.of(resolver), Duration.ofSeconds(2), 1_024, 500);
        return new EnrichmentFixture(folder).open(NameScope.ALL, dns);
    }

    private Enricher open(NameScope scope, DnsOptions dns) throws IOException {
        writeDatabases();
        ThreatFeed feed =
                new ThreatFeed(
                        "example-feed",
                        file("feed.txt", "9.8.7.0/24\n2a0f:2::/32\n"),
                        null,
                        List.of("bruteforce", "scanner"),
                        80,
                        "https://feeds.example/list",
                        null);
        NameFiles names =
                new NameFiles(
                        file("applications.yml", "\"10.1.2.3:8443\": intranet\n13..453: chat\n"),
                        file("interfaces.yml", "192.0.2.1/3: uplink\n"),
                        file("sampling.yml", "192.0.2.77: 50\n"),
                        file("vlans.yml", "20: guests\n30: servers\n"),
                        file("vendors.csv", "MA-L,02005E,Example Devices,Street 1\n"),
                        null);
        return Enricher.open(
                new EnrichmentOptions(
                        folder.resolve("City.mmdb").toString(),
                        folder.resolve("ASN.mmdb").toString(),
                        AsOrder.GEOIP_FIRST,
                        1_024,
                        file(
                                "networks.csv",
                                """
                                prefix,name,site,zone,tenant,role
                                10.1.0.0/16,campus,berlin,trusted,research,clients
                                10.2.0.0/16,farm,potsdam,dmz,research,servers
                                """),
                        List.of(),
                        new ThreatSettings(List.of(feed), null),
                        names,
                        scope,
                        dns));
    }

    private void writeDatabases() throws IOException {
        DatabaseWriter cities = new DatabaseWriter("Example-City", BUILT, 24);
        DatabaseWriter systems = new DatabaseWriter("Example-ASN", BUILT, 24);
        cities.put(Flows.address("5.6.7.0"), 24, place("XA", "Northland", "Icehaven", 62.01));
        cities.put(Flows.address("2a0f:1::"), 32, place("XB", "Westmark", "Longshore", -38.0));
        systems.put(Flows.address("5.6.7.0"), 24, system(64_501, "Example Services"));
        systems.put(Flows.address("2a0f:1::"), 32, system(64_502, "Example Six"));
        systems.put(Flows.address("9.8.7.0"), 24, system(64_503, "Example Hosting"));
        cities.write(folder.resolve("City.mmdb"));
        systems.write(folder.resolve("ASN.mmdb"));
    }

    private static Map<String, ?> place(String code, String country, String city, double latitude) {
        return Map.of(
                "continent", Map.of("code", "EU", "names", Map.of("en", "Europe")),
                "country", Map.of("iso_code", code, "names", Map.of("en", country)),
                "subdivisions", List.of(Map.of("iso_code", "S", "names", Map.of("en", "Shore"))),
                "city", Map.of("names", Map.of("en", city)),
                "location", Map.of("latitude", latitude, "longitude", -4.5678));
    }

    private static Map<String, ?> system(int number, String organization) {
        return Map.of(
                "autonomous_system_number", number, "autonomous_system_organization", organization);
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }
}
