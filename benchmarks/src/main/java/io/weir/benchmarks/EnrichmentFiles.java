package io.weir.benchmarks;

import io.weir.codec.IpAddress;
import io.weir.operators.enrich.AsOrder;
import io.weir.operators.enrich.EnrichmentOptions;
import io.weir.operators.enrich.dns.NameScope;
import io.weir.operators.enrich.geo.DatabaseWriter;
import io.weir.operators.enrich.names.NameFiles;
import io.weir.operators.enrich.threat.ThreatFeed;
import io.weir.operators.enrich.threat.ThreatSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Databases and lists of the size that operators have: a City database of 200,000 networks, 60,000
 * networks of autonomous systems, 200 networks of the operator, a feed of 500,000 threats.
 */
final class EnrichmentFiles implements AutoCloseable {

    private static final int CITY_NETWORKS = 200_000;
    private static final int PLACES = 40_000;
    private static final int ASN_NETWORKS = 60_000;
    private static final int SYSTEMS = 20_000;
    private static final int OWN_NETWORKS = 200;
    private static final int THREATS = 500_000;

    /** Of so many threats one is a network. */
    private static final int THREATS_PER_NETWORK = 5;

    private final Path folder;

    private EnrichmentFiles(Path folder) {
        this.folder = folder;
    }

    static EnrichmentFiles write() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        Path folder = Files.createTempDirectory("weir-enrichment");
        cities(random).write(folder.resolve("city.mmdb"));
        systems(random).write(folder.resolve("asn.mmdb"));
        writeThreats(folder.resolve("threats.netset"), random);
        writeNetworks(folder.resolve("networks.csv"));
        return new EnrichmentFiles(folder);
    }

    EnrichmentOptions options() {
        EnrichmentOptions none = EnrichmentOptions.NONE;
        return new EnrichmentOptions(
                path("city.mmdb"),
                path("asn.mmdb"),
                AsOrder.EXPORTER_FIRST,
                none.cacheEntries(),
                path("networks.csv"),
                none.internal(),
                new ThreatSettings(
                        List.of(
                                new ThreatFeed(
                                        "threats",
                                        path("threats.netset"),
                                        null,
                                        List.of(),
                                        ThreatFeed.DEFAULT_SCORE,
                                        null,
                                        null)),
                        null),
                NameFiles.NONE,
                NameScope.OFF,
                none.dns());
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @Override
    public void close() throws IOException {
        for (String name : List.of("city.mmdb", "asn.mmdb", "threats.netset", "networks.csv")) {
            Files.delete(folder.resolve(name));
        }
        Files.delete(folder);
    }

    private static DatabaseWriter cities(SplittableRandom random) {
        DatabaseWriter writer = new DatabaseWriter("Benchmark-City", Instant.EPOCH, 28);
        for (int i = 0; i < CITY_NETWORKS; i++) {
            int place = random.nextInt(PLACES);
            writer.put(
                    network(random, 24),
                    24,
                    Map.of(
                            "country", Map.of("iso_code", "XA", "names", Map.of("en", "Northland")),
                            "city", Map.of("names", Map.of("en", "Town " + place)),
                            "location", Map.of("latitude", place / 1000.0, "longitude", 1.5)));
        }
        return writer;
    }

    private static DatabaseWriter systems(SplittableRandom random) {
        DatabaseWriter writer = new DatabaseWriter("Benchmark-ASN", Instant.EPOCH, 24);
        for (int i = 0; i < ASN_NETWORKS; i++) {
            int number = 1 + random.nextInt(SYSTEMS);
            writer.put(
                    network(random, 18),
                    18,
                    Map.of(
                            "autonomous_system_number",
                            number,
                            "autonomous_system_organization",
                            "Organization " + number));
        }
        return writer;
    }

    private static void writeThreats(Path file, SplittableRandom random) throws IOException {
        try (PrintWriter lines = new PrintWriter(Files.newBufferedWriter(file))) {
            for (int i = 0; i < THREATS; i++) {
                lines.println(
                        i % THREATS_PER_NETWORK == 0
                                ? network(random, 24) + "/24"
                                : network(random, 32).toString());
            }
        }
    }

    private static void writeNetworks(Path file) throws IOException {
        try (PrintWriter lines = new PrintWriter(Files.newBufferedWriter(file))) {
            lines.println("prefix,name,site");
            for (int i = 0; i < OWN_NETWORKS; i++) {
                lines.println("10." + i + ".0.0/16,network " + i + ",site " + i % 7);
            }
        }
    }

    private static IpAddress network(SplittableRandom random, int prefixLength) {
        return IpAddress.ofIpv4(random.nextInt() & -1 << (Integer.SIZE - prefixLength));
    }
}
