package io.weir.operators.detect;

import static io.weir.operators.Flows.ACK;
import static io.weir.operators.Flows.RST;
import static io.weir.operators.Flows.SYN;
import static io.weir.operators.Flows.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.flow.FlowField;
import io.weir.operators.Flows;
import io.weir.operators.detect.Finding.Role;
import io.weir.operators.enrich.AsOrder;
import io.weir.operators.enrich.Enricher;
import io.weir.operators.enrich.EnrichmentOptions;
import io.weir.operators.enrich.threat.ThreatFeed;
import io.weir.operators.enrich.threat.ThreatSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flows with what is on a list of threats: here 198.51.100.0/24, and an address inside. */
class ThreatContactTest {

    private static final String HOST = "10.0.0.9";
    private static final String LISTED = "198.51.100.7";
    private static final int TRIES = 2;
    private static final int CLIENT_PORT = 50_000;

    @TempDir private Path folder;

    private Enricher enricher;

    @BeforeEach
    void openFeed() throws IOException {
        Path feed = Files.writeString(folder.resolve("feed"), "198.51.100.0/24\n203.0.113.66\n");
        EnrichmentOptions none = EnrichmentOptions.NONE;
        enricher =
                Enricher.open(
                        new EnrichmentOptions(
                                null,
                                null,
                                AsOrder.EXPORTER_FIRST,
                                none.cacheEntries(),
                                null,
                                List.of("10.0.0.0/8", "203.0.113.0/24"),
                                new ThreatSettings(
                                        List.of(
                                                new ThreatFeed(
                                                        "feed",
                                                        feed.toString(),
                                                        null,
                                                        List.of(),
                                                        50,
                                                        null,
                                                        null)),
                                        null),
                                none.names(),
                                none.resolve(),
                                none.dns()));
    }

    @AfterEach
    void closeFeed() {
        enricher.close();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.9, 198.51.100.7, 10.0.0.9, 198.51.100.7",
        "198.51.100.7, 10.0.0.9, 10.0.0.9, 198.51.100.7",
        // neither is inside
        "9.9.9.9, 198.51.100.7, 9.9.9.9, 198.51.100.7",
        "198.51.100.7, 9.9.9.9, 9.9.9.9, 198.51.100.7",
        "198.51.100.8, 198.51.100.7, 198.51.100.8, 198.51.100.7"
    })
    void theSuspectIsTheOtherEnd(String from, String to, String suspect, String peer)
            throws Exception {
        assertThat(sift(flow(from, to, CLIENT_PORT, 443).tcp(SYN, 443)))
                .singleElement()
                .satisfies(
                        told -> {
                            assertThat(told.suspect().address()).isEqualTo(address(suspect));
                            assertThat(told.observations())
                                    .containsExactly(Suspicions.observation(peer, 443));
                        });
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.9, 9.9.9.9", "9.9.9.9, 203.0.113.66", "203.0.113.66, 10.0.0.9"})
    void whatIsOnNoListOrInsideIsNoThreat(String from, String to) throws Exception {
        assertThat(sift(flow(from, to, CLIENT_PORT, 443).tcp(SYN, 443))).isEmpty();
    }

    @Test
    void triesWithoutAnswerAreAContact() throws Exception {
        Flows once = flow(HOST, LISTED, CLIENT_PORT, 443).tcp(SYN, 443);
        assertThat(judge(once)).isEmpty();
        Flows again = add(once, HOST, LISTED, CLIENT_PORT + 1, 443, 60).tcp(SYN, 443);
        assertThat(judge(again))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.alertKey())
                                    .isEqualTo("threat-contact/10.0.0.9/198.51.100.7");
                            assertThat(finding.role()).isEqualTo(Role.SOURCE);
                            assertThat(finding.count()).isEqualTo(TRIES);
                            assertThat(finding.sample().ports()).containsExactly(443);
                            assertThat(finding.rule().severity()).isEqualTo(30);
                        });
    }

    @Test
    void aRefusalIsNoAnswer() throws Exception {
        Flows flows = flow(LISTED, HOST, CLIENT_PORT, 22).tcp(SYN, 22);
        add(flows, LISTED, HOST, CLIENT_PORT + 1, 22, 60).tcp(SYN, 22);
        add(flows, HOST, LISTED, 22, CLIENT_PORT, 40).tcp(RST | ACK, CLIENT_PORT);
        flows.flow().source(HOST).destination(LISTED).icmp(1, 3, 3).packets(1).bytes(56);
        assertThat(judge(flows))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.rule().id()).isEqualTo("threat-contact");
                            assertThat(finding.role()).isEqualTo(Role.DESTINATION);
                            assertThat(finding.traffic().bytes()).isEqualTo(120);
                        });
    }

    @Test
    void anAnswerToWhatTheListedAddressOpenedIsASession() throws Exception {
        Flows flows = flow(LISTED, HOST, CLIENT_PORT, 22).tcp(SYN | ACK, 22);
        add(flows, HOST, LISTED, 22, CLIENT_PORT, 500).tcp(SYN | ACK, CLIENT_PORT);
        assertThat(judge(flows))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.alertKey())
                                    .isEqualTo("threat-session/10.0.0.9/198.51.100.7");
                            assertThat(finding.role()).isEqualTo(Role.DESTINATION);
                            assertThat(finding.count()).isEqualTo(560);
                            assertThat(finding.measure()).isEqualTo("bytes");
                            assertThat(finding.receivedBytes()).isEqualTo(60);
                            assertThat(finding.sample().ports()).containsExactly(22);
                        });
    }

    @Test
    void anAnswerToWhatTheHostOpenedIsWorse() throws Exception {
        Flows flows = flow(LISTED, HOST, 443, CLIENT_PORT).tcp(SYN | ACK, CLIENT_PORT);
        add(flows, HOST, LISTED, CLIENT_PORT, 443, 500).tcp(SYN | ACK, 443);
        assertThat(judge(flows))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.alertKey())
                                    .isEqualTo("threat-outbound/10.0.0.9/198.51.100.7");
                            assertThat(finding.role()).isEqualTo(Role.SOURCE);
                            assertThat(finding.measure()).isEqualTo("bytes");
                            assertThat(finding.receivedBytes()).isEqualTo(60);
                            assertThat(finding.rule().severity()).isEqualTo(80);
                        });
    }

    @Test
    void bothWaysMayBeInOneRecord() throws Exception {
        Flows flows =
                flow(HOST, LISTED, CLIENT_PORT, 53)
                        .with(FlowField.PROTOCOL, 17)
                        .with(FlowField.REVERSE_BYTES, 700)
                        .with(FlowField.REVERSE_PACKETS, 2);
        assertThat(judge(flows))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.rule().id()).isEqualTo("threat-outbound");
                            assertThat(finding.measure()).isEqualTo("bytes");
                            assertThat(finding.receivedBytes()).isEqualTo(700);
                            assertThat(finding.traffic().flows()).isEqualTo(2);
                        });
    }

    @Test
    void anAnswerOfOneListedAddressIsNoneOfAnother() throws Exception {
        Flows flows = flow(HOST, LISTED, CLIENT_PORT, 443).tcp(SYN, 443);
        add(flows, "198.51.100.8", HOST, 443, CLIENT_PORT, 500).tcp(SYN | ACK, CLIENT_PORT);
        assertThat(judge(flows)).isEmpty();
    }

    private List<Finding> judge(Flows flows) throws Exception {
        Detection detection =
                new Detection(
                        EvidenceKind.THREAT_EXCHANGE,
                        Duration.ofSeconds(60),
                        new ThreatContact(TRIES));
        return sift(flows).isEmpty()
                ? List.of()
                : Judged.of(detection, sift(flows).toArray(Evidence[]::new));
    }

    private List<Evidence> sift(Flows flows) {
        List<Evidence> told = new ArrayList<>();
        ThreatExchanges sieve = new ThreatExchanges();
        EvidenceSums sums =
                new EvidenceSums(
                        EvidenceKind.THREAT_EXCHANGE,
                        sieve,
                        new KnownHosts(List.of()),
                        new SimpleCounter(),
                        new SimpleCounter(),
                        told::add);
        FlowsByProtocol byProtocol = new FlowsByProtocol(new WatchedPorts());
        byProtocol.take(enricher.enrich(flows.batch()));
        sieve.sift(byProtocol, sums);
        sums.flushAll(0);
        return told;
    }

    private static Flows flow(String from, String to, int fromPort, int toPort) {
        return add(Flows.receivedAt(0), from, to, fromPort, toPort, 60);
    }

    private static Flows add(
            Flows flows, String from, String to, int fromPort, int toPort, long bytes) {
        return flows.flow()
                .source(from)
                .destination(to)
                .with(FlowField.SOURCE_PORT, fromPort)
                .with(FlowField.DESTINATION_PORT, toPort)
                .packets(1)
                .bytes(bytes);
    }
}
