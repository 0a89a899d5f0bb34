package io.weir.operators.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import io.weir.codec.flow.ClientEvidence;
import io.weir.codec.flow.ClientReason;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.flow.SamplingSource;
import io.weir.operators.Flows;
import io.weir.operators.enrich.dns.NameScope;
import io.weir.operators.enrich.geo.TestDatabases;
import io.weir.operators.enrich.names.NameFiles;
import io.weir.operators.enrich.networks.Locality;
import io.weir.operators.enrich.networks.NetworkLabel;
import io.weir.operators.enrich.networks.TrafficDirection;
import io.weir.operators.enrich.threat.ThreatFeed;
import io.weir.operators.enrich.threat.ThreatRoles;
import io.weir.operators.enrich.threat.ThreatSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnricherTest {

    private static final int TCP = 6;

    /** In the databases of the tests. */
    private static final String ELSEWHERE = "198.51.100.9";

    private static final String INSIDE = "10.1.2.3";

    @TempDir Path directory;

    private Path city;
    private Path asn;

    @BeforeEach
    void writeDatabases() throws IOException {
        city = directory.resolve("city.mmdb");
        asn = directory.resolve("asn.mmdb");
        TestDatabases.city("Harbour").write(city);
        TestDatabases.asn("Shipping").write(asn);
    }

    @Test
    void tellsPlaceAndAutonomousSystemOfBothEnds() throws IOException {
        try (Enricher enricher = Enricher.open(withDatabases())) {
            EnrichedFlows flows = enricher.enrich(flow(ELSEWHERE, INSIDE).batch());

            assertThat(flows.source().place(0).cityName()).isEqualTo("Harbour");
            assertThat(flows.source().asNumber(0)).isEqualTo(64_500);
            assertThat(flows.source().organization(0)).isEqualTo("Shipping");
            assertThat(flows.destination().place(0)).isNull();
            assertThat(flows.destination().asNumber(0)).isZero();
            assertThat(flows.destination().organization(0)).isNull();
            assertThat(flows.cityVersion().type()).isEqualTo("Test-City");
            assertThat(flows.asnVersion().type()).isEqualTo("Test-ASN");
        }
    }

    @Test
    void tellsTheAutonomousSystemWhereThePlaceIsUnknown() throws IOException {
        EnrichmentOptions onlyAsn = EnrichmentOptions.NONE.withDatabases(null, asn.toString());
        try (Enricher enricher = Enricher.open(onlyAsn)) {
            EnrichedFlows flows = enricher.enrich(flow(ELSEWHERE, INSIDE).batch());

            assertThat(flows.source().place(0)).isNull();
            assertThat(flows.source().asNumber(0)).isEqualTo(64_500);
        }
    }

    @Test
    void goesWithoutAnyFile() throws IOException {
        try (Enricher enricher = Enricher.open(EnrichmentOptions.NONE)) {
            EnrichedFlows flows = enricher.enrich(flow(ELSEWHERE, INSIDE).batch());

            assertThat(flows.source().place(0)).isNull();
            assertThat(flows.source().asNumber(0)).isZero();
            assertThat(flows.source().threat(0)).isNull();
            assertThat(flows.source().label(0)).isNull();
            assertThat(flows.source().locality(0)).isEqualTo(Locality.DOCUMENTATION);
            assertThat(flows.destination().locality(0)).isEqualTo(Locality.PRIVATE);
            assertThat(flows.direction(0)).isEqualTo(TrafficDirection.INBOUND);
            assertThat(flows.cityVersion()).isNull();
            assertThat(flows.exporterName()).isNull();
            assertThat(flows.domain(flows.source(), 0)).isNull();
        }
    }

    @Test
    void takesTheExportersWordOnAutonomousSystemsFirst() throws IOException {
        try (Enricher enricher = Enricher.open(withDatabases())) {
            EnrichedFlows flows =
                    enricher.enrich(
                            flow(ELSEWHERE, INSIDE).with(FlowField.SOURCE_AS, 64_999).batch());

            assertThat(flows.source().asNumber(0)).isEqualTo(64_999);
            assertThat(flows.source().organization(0))
                    .as("the database's name is of another system")
                    .isNull();
        }
    }

    @Test
    void takesTheDatabasesWordWhereTheExporterKnowsNothing() throws IOException {
        try (Enricher enricher = Enricher.open(withDatabases())) {
            EnrichedFlows flows =
                    enricher.enrich(flow(ELSEWHERE, INSIDE).with(FlowField.SOURCE_AS, 0).batch());

            assertThat(flows.source().asNumber(0)).isEqualTo(64_500);
        }
    }

    @Test
    void takesTheDatabasesWordFirstIfTold() throws IOException {
        try (Enricher enricher = Enricher.open(with(AsOrder.GEOIP_FIRST))) {
            EnrichedFlows flows =
                    enricher.enrich(
                            flow(ELSEWHERE, INSIDE)
                                    .with(FlowField.SOURCE_AS, 64_999)
                                    .with(FlowField.DESTINATION_AS, 64_998)
                                    .batch());

            assertThat(flows.source().asNumber(0)).isEqualTo(64_500);
            assertThat(flows.destination().asNumber(0)).isEqualTo(64_998);
        }
    }

    @Test
    void tellsTheOperatorsNetworks() throws IOException {
        Path networks = write("networks.csv", "prefix,name,site\n10.1.0.0/16,office,north\n");
        try (Enricher enricher = Enricher.open(withNetworks(networks))) {
            EnrichedFlows flows = enricher.enrich(flow(INSIDE, ELSEWHERE).batch());

            assertThat(flows.source().label(0))
                    .isEqualTo(new NetworkLabel("office", "north", null, null, null));
            assertThat(flows.source().locality(0)).isEqualTo(Locality.INTERNAL);
            assertThat(flows.source().isInside(0)).isTrue();
            assertThat(flows.destination().isInside(0)).isFalse();
            assertThat(flows.direction(0)).isEqualTo(TrafficDirection.OUTBOUND);
        }
    }

    @Test
    void refusesToStartWithoutAListThatIsNamed() {
        Path missing = directory.resolve("missing.csv");

        assertThatThrownBy(() -> Enricher.open(withNetworks(missing)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(missing.toString());
    }

    @Test
    void tellsThreatsAndTheirRoles() throws IOException {
        Path feed = write("feed.txt", ELSEWHERE + "\n");
        try (Enricher enricher = Enricher.open(withFeed(feed))) {
            EnrichedFlows flows =
                    enricher.enrich(
                            tcp(ELSEWHERE, 50_000, INSIDE, 443)
                                    .with(FlowField.TCP_FLAGS, Flows.SYN)
                                    .batch());

            assertThat(flows.source().threat(0).feeds()).containsExactly("feed");
            assertThat(flows.destination().threat(0)).isNull();
            assertThat(flows.threatRoles(0)).isEqualTo(ThreatRoles.PUBLIC_THREAT);
        }
    }

    @Test
    void takesNoAddressOfElastiFlowsWhitelistForAThreat() throws IOException {
        Path feed = write("feed.txt", ELSEWHERE + "\n192.0.2.77\n");
        write("ip_rep_whitelist.yml", "\"" + ELSEWHERE + "\": \"ours\"\n");
        NameFiles names = new NameFiles(null, null, null, null, null, directory.toString());
        try (Enricher enricher = Enricher.open(of(null, threats(feed), names))) {
            EnrichedFlows flows = enricher.enrich(flow(ELSEWHERE, "192.0.2.77").batch());

            assertThat(flows.source().threat(0)).isNull();
            assertThat(flows.destination().threat(0)).isNotNull();
        }
    }

    @Test
    void takesAServerForAtRiskOnceItAnsweredMoreThanARefusal() throws IOException {
        Path feed = write("feed.txt", ELSEWHERE + "\n");
        try (Enricher enricher = Enricher.open(withFeed(feed))) {
            int refused = Flows.RST | Flows.ACK;
            int answered = Flows.SYN | Flows.ACK;

            assertThat(enricher.enrich(answer(refused).batch()).threatRoles(0))
                    .isEqualTo(ThreatRoles.PUBLIC_THREAT);
            assertThat(enricher.enrich(answer(answered).batch()).threatRoles(0))
                    .isEqualTo(ThreatRoles.PUBLIC_THREAT | ThreatRoles.AT_RISK_SERVER);
        }
    }

    private Flows answer(int flags) {
        return tcp(INSIDE, 443, ELSEWHERE, 50_000)
                .with(FlowField.TCP_FLAGS, flags)
                .with(FlowField.PACKETS, 1);
    }

    @Test
    void decidesOnClientAndServer() throws IOException {
        try (Enricher enricher = Enricher.open(EnrichmentOptions.NONE)) {
            EnrichedFlows flows = enricher.enrich(tcp(INSIDE, 443, ELSEWHERE, 50_000).batch());

            assertThat(ClientEvidence.reason(flows.clientEvidence(0)))
                    .isEqualTo(ClientReason.REGISTERED_PORT);
            assertThat(flows.client(0)).isSameAs(flows.destination());
            assertThat(flows.server(0)).isSameAs(flows.source());
        }
    }

    /** The predecessor's rules contradicted each other there, and it had neither. */
    @Test
    void decidesAlsoWhereTheOperatorNamesBothEnds() throws IOException {
        Path applications =
                write("applications.yml", INSIDE + ":8443: one\n" + ELSEWHERE + ":9443: other\n");
        try (Enricher enricher = Enricher.open(with(namesOf(applications, null)))) {
            EnrichedFlows flows = enricher.enrich(tcp(INSIDE, 8_443, ELSEWHERE, 9_443).batch());

            assertThat(flows.client(0)).isNotNull();
            assertThat(flows.server(0)).isNotNull().isNotSameAs(flows.client(0));
        }
    }

    @Test
    void believesTheOperatorsTableOfServersMoreThanPorts() throws IOException {
        Path applications = write("applications.yml", INSIDE + ":50001: backup\n");
        try (Enricher enricher = Enricher.open(with(namesOf(applications, null)))) {
            EnrichedFlows flows = enricher.enrich(tcp(INSIDE, 50_001, ELSEWHERE, 1_433).batch());

            assertThat(flows.server(0)).isSameAs(flows.source());
            assertThat(ClientEvidence.reason(flows.clientEvidence(0)))
                    .isEqualTo(ClientReason.APPLICATION_TABLE);
        }
    }

    @Test
    void takesTheConfiguredSamplingIntervalWhereTheExporterTellsNone() throws IOException {
        Path sampling = write("sampling.yml", "192.0.2.1: 100\n192.0.2.1/7: 1000\n");
        try (Enricher enricher = Enricher.open(with(namesOf(null, sampling)))) {
            FlowBatch batch =
                    flow(INSIDE, ELSEWHERE)
                            .flow()
                            .with(FlowField.INPUT_INTERFACE, 7)
                            .with(FlowField.SAMPLING_INTERVAL, 0)
                            .flow()
                            .with(FlowField.SAMPLING_INTERVAL, 8)
                            .with(FlowField.SAMPLING_SOURCE, SamplingSource.HEADER.code())
                            .batch();

            enricher.enrich(batch);

            long configured = SamplingSource.CONFIGURATION.code();
            assertThat(batch.get(FlowField.SAMPLING_INTERVAL, 0)).isEqualTo(100);
            assertThat(batch.get(FlowField.SAMPLING_SOURCE, 0)).isEqualTo(configured);
            assertThat(batch.get(FlowField.SAMPLING_INTERVAL, 1)).isEqualTo(1_000);
            assertThat(batch.get(FlowField.SAMPLING_SOURCE, 1)).isEqualTo(configured);
            assertThat(batch.get(FlowField.SAMPLING_INTERVAL, 2)).isEqualTo(8);
            assertThat(batch.get(FlowField.SAMPLING_SOURCE, 2))
                    .isEqualTo(SamplingSource.HEADER.code());
        }
    }

    @Test
    void knowsNothingOfAnEndWithoutAnAddress() throws IOException {
        Path feed = write("feed.txt", ELSEWHERE + "\n");
        try (Enricher enricher = Enricher.open(withFeed(feed))) {
            enricher.enrich(flow(ELSEWHERE, ELSEWHERE).batch());
            EnrichedFlows flows =
                    enricher.enrich(
                            Flows.receivedAt(0)
                                    .flow()
                                    .destination(INSIDE)
                                    .with(FlowField.SOURCE_AS, 64_999)
                                    .batch());

            assertThat(flows.source().locality(0)).isNull();
            assertThat(flows.source().isInside(0)).isFalse();
            assertThat(flows.source().threat(0)).isNull();
            assertThat(flows.source().place(0)).isNull();
            assertThat(flows.source().asNumber(0)).isEqualTo(64_999);
            assertThat(flows.direction(0)).isNull();
            assertThat(flows.threatRoles(0)).isZero();
        }
    }

    @Test
    void takesChangedFilesWithoutARestart() throws IOException {
        Path feed = write("feed.txt", "192.0.2.77\n");
        Path networks = write("networks.csv", "prefix,name\n10.1.0.0/16,office\n");
        EnrichmentOptions options =
                new EnrichmentOptions(
                        city.toString(),
                        asn.toString(),
                        AsOrder.EXPORTER_FIRST,
                        1_024,
                        networks.toString(),
                        List.of(),
                        threats(feed),
                        NameFiles.NONE,
                        NameScope.OFF,
                        EnrichmentOptions.NONE.dns());
        try (Enricher enricher = Enricher.open(options)) {
            FlowBatch batch = flow(ELSEWHERE, INSIDE).batch();
            EnrichedFlows flows = enricher.enrich(batch);
            assertThat(flows.source().place(0).cityName()).isEqualTo("Harbour");
            assertThat(flows.source().threat(0)).isNull();
            assertThat(flows.destination().label(0).name()).isEqualTo("office");

            TestDatabases.city("Port").write(city);
            write("feed.txt", ELSEWHERE + "\n192.0.2.77\n");
            write("networks.csv", "prefix,name\n10.1.0.0/16,factory\n");

            await().until(() -> enricher.enrich(batch).source().place(0).cityName().equals("Port"));
            await().until(() -> enricher.enrich(batch).source().threat(0) != null);
            await().until(
                            () ->
                                    enricher.enrich(batch)
                                            .destination()
                                            .label(0)
                                            .name()
                                            .equals("factory"));
        }
    }

    @Test
    void allocatesNothingPerFlow() throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Path feed = write("feed.txt", ELSEWHERE + "\n");
        try (Enricher enricher = Enricher.open(withFeed(feed))) {
            FlowBatch batch = manyFlows();
            for (int i = 0; i < 1_000; i++) {
                enricher.enrich(batch);
            }
            long hits = enricher.addressHits();
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1_000; i++) {
                enricher.enrich(batch);
            }
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;

            assertThat(enricher.addressHits() - hits).isEqualTo(1_000L * 2 * batch.size());
            assertThat(allocated).isLessThan(10_000);
        }
    }

    private static FlowBatch manyFlows() {
        Flows flows = Flows.receivedAt(0);
        for (int i = 0; i < 30; i++) {
            flows.flow()
                    .source("10.0.0." + i)
                    .destination(ELSEWHERE)
                    .with(FlowField.PROTOCOL, TCP)
                    .with(FlowField.SOURCE_PORT, 40_000 + i)
                    .with(FlowField.DESTINATION_PORT, 443);
        }
        return flows.batch();
    }

    private EnrichmentOptions withDatabases() {
        return EnrichmentOptions.NONE.withDatabases(city.toString(), asn.toString());
    }

    private EnrichmentOptions with(AsOrder order) {
        return new EnrichmentOptions(
                city.toString(),
                asn.toString(),
                order,
                16,
                null,
                List.of(),
                EnrichmentOptions.NONE.threats(),
                NameFiles.NONE,
                NameScope.OFF,
                EnrichmentOptions.NONE.dns());
    }

    private static EnrichmentOptions withNetworks(Path networks) {
        return of(networks.toString(), EnrichmentOptions.NONE.threats(), NameFiles.NONE);
    }

    private static EnrichmentOptions withFeed(Path feed) {
        return of(null, threats(feed), NameFiles.NONE);
    }

    private static EnrichmentOptions with(NameFiles names) {
        return of(null, EnrichmentOptions.NONE.threats(), names);
    }

    private static EnrichmentOptions of(String networks, ThreatSettings threats, NameFiles names) {
        EnrichmentOptions none = EnrichmentOptions.NONE;
        return new EnrichmentOptions(
                null,
                null,
                none.asOrder(),
                none.cacheEntries(),
                networks,
                none.internal(),
                threats,
                names,
                NameScope.OFF,
                none.dns());
    }

    private static ThreatSettings threats(Path feed) {
        return new ThreatSettings(
                List.of(new ThreatFeed("feed", feed.toString(), null, List.of(), 50, null, null)),
                null);
    }

    private static NameFiles namesOf(Path applications, Path sampling) {
        return new NameFiles(text(applications), null, text(sampling), null, null, null);
    }

    private static String text(Path path) {
        return path == null ? null : path.toString();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static Flows flow(String source, String destination) {
        return Flows.receivedAt(0).flow().source(source).destination(destination);
    }

    private static Flows tcp(String source, int sourcePort, String destination, int port) {
        return flow(source, destination)
                .with(FlowField.PROTOCOL, TCP)
                .with(FlowField.SOURCE_PORT, sourcePort)
                .with(FlowField.DESTINATION_PORT, port);
    }
}
