package io.weir.benchmarks;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.job.config.FlowDetail;
import io.weir.job.config.FlowForm;
import io.weir.job.documents.FlowDocuments;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.Enricher;
import io.weir.operators.enrich.EnrichmentOptions;
import io.weir.operators.enrich.dns.DnsOptions;
import io.weir.operators.enrich.dns.NameScope;
import io.weir.operators.enrich.geo.DatabaseWriter;
import io.weir.operators.enrich.names.NameFiles;
import io.weir.operators.enrich.threat.ThreatFeed;
import io.weir.operators.enrich.threat.ThreatSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Documents of flows that are enriched already: TCP, a client in a labelled network and a server
 * with place and autonomous system, one in sixteen on a list of threats. One operation is one
 * document.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(FlowDocumentBenchmark.FLOWS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class FlowDocumentBenchmark {

    static final int FLOWS = 1_000;

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final int TCP = 6;
    private static final int RECORD_BITS = 28;
    private static final long SERVERS = 0xffff_0808_0000L;
    private static final long CLIENTS = 0xffff_0a00_0000L;
    private static final int HOSTS = 1 << 14;
    private static final int SYSTEMS = 64;

    private final FlowBatch batch = new FlowBatch();

    @Param({"FULL", "SLIM"})
    private FlowDetail detail;

    private FlowDocuments documents;
    private Path folder;
    private Enricher enricher;
    private EnrichedFlows flows;

    @Setup
    public void prepare() throws IOException {
        folder = Files.createTempDirectory("flow-document-benchmark");
        enricher = Enricher.open(options());
        fill(new Random(Datagrams.SEED));
        flows = enricher.enrich(batch);
        documents = new FlowDocuments("weir", new FlowForm(detail, 1));
        long bytes = 0;
        for (int row = 0; row < FLOWS; row++) {
            bytes += documents.write(flows, row).length;
        }
        System.out.println("# bytes per document: " + bytes / FLOWS);
    }

    private EnrichmentOptions options() throws IOException {
        Path city = folder.resolve("City.mmdb");
        Path asn = folder.resolve("ASN.mmdb");
        DatabaseWriter cities = new DatabaseWriter("Benchmark-City", NOW, RECORD_BITS);
        DatabaseWriter systems = new DatabaseWriter("Benchmark-ASN", NOW, RECORD_BITS);
        for (int i = 0; i < SYSTEMS; i++) {
            IpAddress network = new IpAddress(0, SERVERS + (long) i * HOSTS / SYSTEMS);
            cities.put(network, 24, place(i));
            systems.put(
                    network,
                    24,
                    Map.of(
                            "autonomous_system_number",
                            64_500 + i,
                            "autonomous_system_organization",
                            "Example Networks " + i));
        }
        cities.write(city);
        systems.write(asn);
        Path networks = folder.resolve("networks.csv");
        Files.writeString(
                networks,
                """
                prefix,name,site,zone,tenant,role
                10.0.0.0/8,campus,berlin,trusted,research,clients
                """);
        Path feed = folder.resolve("feed.txt");
        Files.writeString(feed, "8.8.0.0/22\n");
        return new EnrichmentOptions(
                city.toString(),
                asn.toString(),
                EnrichmentOptions.NONE.asOrder(),
                2 * HOSTS + FLOWS,
                networks.toString(),
                List.of(),
                new ThreatSettings(
                        List.of(
                                new ThreatFeed(
                                        "example-feed",
                                        feed.toString(),
                                        null,
                                        List.of("scanner"),
                                        80,
                                        "https://feeds.example/list",
                                        null)),
                        null),
                NameFiles.NONE,
                NameScope.OFF,
                new DnsOptions(List.of(), Duration.ofSeconds(1), 1, 1));
    }

    private static Map<String, ?> place(int number) {
        return Map.of(
                "continent", Map.of("code", "EU", "names", Map.of("en", "Europe")),
                "country", Map.of("iso_code", "XA", "names", Map.of("en", "Northland")),
                "subdivisions", List.of(Map.of("iso_code", "IH", "names", Map.of("en", "Shore"))),
                "city", Map.of("names", Map.of("en", "Icehaven " + number)),
                "location", Map.of("latitude", 52.5 + number / 100.0, "longitude", 13.4));
    }

    private void fill(Random random) {
        IpAddress exporter = new IpAddress(0, 0xffff_c000_0201L);
        batch.setOrigin(exporter.high(), exporter.low(), 50_000, NOW.toEpochMilli() + 20);
        batch.setHeader(ExportProtocol.IPFIX, 1, 4_711, NOW.toEpochMilli());
        batch.append(FLOWS);
        for (int row = 0; row < FLOWS; row++) {
            batch.setAddress(FlowField.SOURCE_ADDRESS, row, 0, CLIENTS + random.nextInt(HOSTS));
            batch.setAddress(
                    FlowField.DESTINATION_ADDRESS, row, 0, SERVERS + random.nextInt(HOSTS));
            batch.setAddress(FlowField.NEXT_HOP, row, 0, exporter.low() + 1);
            batch.set(FlowField.SOURCE_PORT, row, 32_768 + random.nextInt(28_000));
            batch.set(FlowField.DESTINATION_PORT, row, row % 4 == 0 ? 80 : 443);
            batch.set(FlowField.PROTOCOL, row, TCP);
            batch.set(FlowField.TCP_FLAGS, row, 0x1b);
            batch.set(FlowField.TOS, row, 0xb8);
            batch.set(FlowField.VLAN, row, 10);
            batch.set(FlowField.BYTES, row, random.nextInt(1_000_000));
            batch.set(FlowField.PACKETS, row, random.nextInt(1_000));
            batch.set(FlowField.REVERSE_BYTES, row, random.nextInt(1_000_000));
            batch.set(FlowField.REVERSE_PACKETS, row, random.nextInt(1_000));
            batch.set(FlowField.INPUT_INTERFACE, row, 2);
            batch.set(FlowField.OUTPUT_INTERFACE, row, 3);
            batch.set(FlowField.SOURCE_MAC, row, 0x02_00_5e_00_53_01L);
            batch.set(FlowField.DESTINATION_MAC, row, 0x02_00_5e_00_53_ffL);
            batch.set(FlowField.SAMPLING_INTERVAL, row, 100);
            batch.set(FlowField.SAMPLING_SOURCE, row, 3);
            batch.set(FlowField.DIRECTION, row, 0);
            batch.set(FlowField.TEMPLATE_ID, row, 256);
            batch.set(FlowField.END_REASON, row, 3);
            batch.set(FlowField.START_MILLIS, row, NOW.toEpochMilli() - random.nextInt(60_000));
            batch.set(FlowField.END_MILLIS, row, NOW.toEpochMilli() - random.nextInt(900));
        }
    }

    @TearDown
    public void close() throws IOException {
        enricher.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** As a sink does, which puts the documents together in a buffer of its own. */
    @Benchmark
    public long encode() {
        long bytes = 0;
        for (int row = 0; row < FLOWS; row++) {
            bytes += documents.encode(flows, row);
        }
        return bytes;
    }
}
