package io.weir.operators.detect;

import static io.weir.operators.Flows.ACK;
import static io.weir.operators.Flows.RST;
import static io.weir.operators.Flows.SYN;
import static io.weir.operators.Flows.address;
import static io.weir.operators.detect.Suspicions.observation;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowField;
import io.weir.operators.EnrichedHarness;
import io.weir.operators.Flows;
import io.weir.operators.Harnesses;
import io.weir.operators.RecordedMetrics;
import io.weir.operators.enrich.ids.FlowId;
import io.weir.operators.enrich.ids.FlowIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvidencePreAggregatorTest {

    private static final long T0 = 1_700_000_000_000L;
    private static final IpAddress SCANNER = address("10.0.0.66");
    private static final IpAddress EXPORTER = address("192.0.2.1");

    private RecordedMetrics metrics;
    private EnrichedHarness<Evidence> harness;
    private long watermark;

    @BeforeEach
    void open() throws Exception {
        open(List.of(EvidenceKind.TCP_ATTEMPT), List.of());
    }

    private void open(List<EvidenceKind> kinds, List<String> knownScanners) throws Exception {
        metrics = new RecordedMetrics();
        watermark = T0;
        harness =
                Harnesses.chained(
                        new EvidencePreAggregator(kinds, knownScanners, SieveOptions.NONE),
                        DetectSerializers.EVIDENCE,
                        metrics);
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void namesAFlowOfEachSuspectAndSecond() throws Exception {
        Flows first = Flows.receivedAt(T0);
        attempt(first, SCANNER, address("10.0.1.1"), 22);
        attempt(first, address("10.0.0.7"), address("10.0.1.2"), 80);
        receive(first);
        List<Evidence> evidence = new ArrayList<>(tellAll());
        Flows second = Flows.receivedAt(T0 + 1_000);
        attempt(second, SCANNER, address("10.0.1.3"), 22);
        receive(second);
        evidence.addAll(tellAll());

        assertThat(evidence)
                .hasSize(3)
                .allSatisfy(sum -> assertThat(sum.flowIds()).hasSize(1))
                .extracting(Evidence::flowIds)
                .doesNotHaveDuplicates();
        FlowIds ids = new FlowIds();
        ids.record(first.batch(), 0);
        assertThat(of(SCANNER, evidence).get(0).flowIds()).containsExactly(FlowId.of(ids));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 16, 1L << 31, 0xffff_fff6L})
    void whateverNumberAnExporterSendsHarmsNothing(long number) throws Exception {
        open(List.of(EvidenceKind.values()), List.of());
        for (FlowField field : FlowField.values()) {
            if (field.shape() == FlowField.Shape.NUMBER) {
                for (int protocol : new int[] {1, 6, 17, 58, 132}) {
                    Flows flows = attempt(Flows.receivedAt(T0), SCANNER, address("10.0.1.1"), 22);
                    flows.icmp(protocol, 0, 0).with(FlowField.SOURCE_PORT, 53).packets(1);
                    receive(flows.with(field, number));
                }
            }
        }
        assertThat(flush()).isNotEmpty();
    }

    @Test
    void amidForgedSuspectsTheOneSeenAgainHasTheIdOfAFlow() throws Exception {
        Flows forged = Flows.receivedAt(T0);
        for (int i = 0; i < EvidenceSums.EARLY_IDS; i++) {
            attempt(forged, IpAddress.ofIpv4(i), address("10.0.1.1"), 22);
        }
        attempt(forged, SCANNER, address("10.0.1.1"), 22);
        attempt(forged, address("10.0.0.7"), address("10.0.1.1"), 22);
        attempt(forged, SCANNER, address("10.0.1.2"), 22);
        receive(forged);

        List<Evidence> evidence = tellAll();
        assertThat(of(SCANNER, evidence).get(0).flowIds()).hasSize(1);
        assertThat(of(address("10.0.0.7"), evidence).get(0).flowIds()).isEmpty();
    }

    @Test
    void sumsUpPerSuspect() throws Exception {
        Flows first = Flows.receivedAt(T0);
        attempt(first, SCANNER, address("10.0.1.1"), 22).packets(1).bytes(60);
        attempt(first, SCANNER, address("10.0.1.1"), 22).packets(2).bytes(120);
        attempt(first, SCANNER, address("10.0.1.2"), 22).packets(1).bytes(60);
        attempt(first, address("10.0.0.7"), address("10.0.1.2"), 80);
        receive(first);
        Flows second = Flows.receivedAt(T0 + 700);
        attempt(second, SCANNER, address("10.0.1.1"), 23).packets(1).bytes(40);
        receive(second);

        List<Evidence> evidence = tellAll();
        assertThat(evidence).hasSize(2);
        assertThat(of(SCANNER, evidence))
                .singleElement()
                .satisfies(
                        sum -> {
                            assertThat(sum.second()).isEqualTo(T0 / 1_000);
                            assertThat(sum.flows()).isEqualTo(4);
                            assertThat(sum.packets()).isEqualTo(5);
                            assertThat(sum.bytes()).isEqualTo(280);
                            assertThat(sum.answered()).isZero();
                            assertThat(sum.firstReceivedMillis()).isEqualTo(T0);
                            assertThat(sum.lastReceivedMillis()).isEqualTo(T0 + 700);
                            assertThat(sum.exporters()).containsExactly(EXPORTER);
                            assertThat(sum.more()).isNull();
                            assertThat(sum.observations())
                                    .containsExactlyInAnyOrder(
                                            observation("10.0.1.1", 22),
                                            observation("10.0.1.2", 22),
                                            observation("10.0.1.1", 23));
                        });
        assertThat(metrics.count(EvidencePreAggregator.EVIDENCE_FLOWS)).isEqualTo(5);
        assertThat(metrics.count(EvidencePreAggregator.EVIDENCE_DROPPED)).isZero();
        assertThat(flush()).isEmpty();
    }

    @Test
    void tellsEachSecondOfReceiptApart() throws Exception {
        for (long received : new long[] {T0 + 500, T0 - 4_300, T0 + 900, T0 - 4_100}) {
            receive(attempt(Flows.receivedAt(received), SCANNER, address("10.0.1.1"), 22));
        }

        Map<Long, Long> flowsBySecond =
                flush().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Evidence::second, Collectors.summingLong(Evidence::flows)));
        assertThat(flowsBySecond).isEqualTo(Map.of(T0 / 1_000, 2L, T0 / 1_000 - 5, 2L));
    }

    @Test
    void waitsForTheSecondToBeOver() throws Exception {
        Flows flows = attempt(Flows.receivedAt(T0), SCANNER, address("10.0.1.1"), 22);
        receive(attempt(flows, SCANNER, address("10.0.1.2"), 22));
        harness.processWatermark(T0);
        harness.processWatermark(T0 + 900);
        assertThat(Harnesses.values(harness)).hasSize(1);
        receive(attempt(Flows.receivedAt(T0 + 950), SCANNER, address("10.0.1.1"), 22));
        harness.processWatermark(T0 + 999);
        assertThat(Harnesses.values(harness)).isEmpty();
        harness.processWatermark(T0 + 1_000);
        assertThat(Harnesses.values(harness)).hasSize(1);
    }

    @Test
    void takesTheWayBackOfARecordForAFlow() throws Exception {
        Flows flows = Flows.receivedAt(T0);
        flows.flow().source("10.0.1.1").destination(SCANNER).tcp(ACK, 50_000);
        flows.with(FlowField.SOURCE_PORT, 22).packets(1).bytes(40);
        flows.with(FlowField.REVERSE_TCP_FLAGS, SYN);
        flows.with(FlowField.REVERSE_PACKETS, 3).with(FlowField.REVERSE_BYTES, 180);
        receive(flows);

        assertThat(tellAll())
                .singleElement()
                .satisfies(
                        sum -> {
                            assertThat(sum.suspect().address()).isEqualTo(SCANNER);
                            assertThat(sum.observations())
                                    .containsExactly(observation("10.0.1.1", 22));
                            assertThat(sum.packets()).isEqualTo(3);
                            assertThat(sum.bytes()).isEqualTo(180);
                        });
    }

    @Test
    void aRefusalIsTheSameObservationAsItsAttempt() throws Exception {
        Flows flows = Flows.receivedAt(T0);
        attempt(flows, SCANNER, address("10.0.1.1"), 22);
        flows.flow().source("10.0.1.1").destination(SCANNER).tcp(RST | ACK, 50_000);
        flows.with(FlowField.SOURCE_PORT, 22).packets(1);
        receive(flows);

        assertThat(tellAll())
                .singleElement()
                .satisfies(
                        sum -> {
                            assertThat(sum.flows()).isEqualTo(2);
                            assertThat(sum.observations())
                                    .containsExactly(observation("10.0.1.1", 22));
                        });
    }

    @Test
    void countsAnsweredSessionsOfSuspectsOnly() throws Exception {
        receive(session(Flows.receivedAt(T0), SCANNER));
        Flows flows = Flows.receivedAt(T0);
        attempt(flows, SCANNER, address("10.0.1.1"), 22);
        attempt(flows, SCANNER, address("10.0.1.2"), 22);
        session(flows, SCANNER);
        session(flows, address("10.0.0.7"));
        receive(flows);
        List<Evidence> evidence = flush();
        assertThat(evidence).hasSize(1);
        assertThat(evidence.get(0).answered()).isEqualTo(1);
    }

    @Test
    void aFirstAttemptWaitsForAnotherOne() throws Exception {
        receive(attempt(Flows.receivedAt(T0), SCANNER, address("10.0.1.1"), 22));
        assertThat(flush()).isEmpty();

        receive(attempt(Flows.receivedAt(T0 + 2_000), SCANNER, address("10.0.1.2"), 22));
        assertThat(flush())
                .singleElement()
                .satisfies(
                        evidence -> {
                            assertThat(evidence.second()).isEqualTo(T0 / 1_000 + 2);
                            assertThat(evidence.flows()).isEqualTo(2);
                            assertThat(evidence.observations()).hasSize(2);
                        });
        receive(attempt(Flows.receivedAt(T0 + 4_000), SCANNER, address("10.0.1.3"), 22));
        assertThat(flush()).hasSize(1);
    }

    @Test
    void aFirstAttemptIsToldWhenItsPaneHasPassed() throws Exception {
        receive(attempt(Flows.receivedAt(T0), SCANNER, address("10.0.1.1"), 22));
        receive(session(Flows.receivedAt(T0 + 10_000), address("10.0.0.7")));

        assertThat(flush())
                .singleElement()
                .satisfies(evidence -> assertThat(evidence.second()).isEqualTo(T0 / 1_000));
    }

    @Test
    void nothingIsToldOfWhoTriesOnceAndIsAnswered() throws Exception {
        receive(attempt(Flows.receivedAt(T0), SCANNER, address("10.0.1.1"), 22));
        receive(session(Flows.receivedAt(T0 + 1_000), SCANNER));
        receive(session(Flows.receivedAt(T0 + 11_000), SCANNER));
        receive(session(Flows.receivedAt(T0 + 21_000), SCANNER));

        assertThat(flush()).isEmpty();
        assertThat(tellAll()).isEmpty();
        assertThat(metrics.count(EvidencePreAggregator.EVIDENCE_FLOWS)).isZero();
    }

    @Test
    void answersWaitForTheNextEvidence() throws Exception {
        receive(attempt(Flows.receivedAt(T0), SCANNER, address("10.0.1.1"), 22));
        tellAll();
        receive(session(Flows.receivedAt(T0 + 1_000), SCANNER));
        receive(session(Flows.receivedAt(T0 + 2_000), SCANNER));
        assertThat(flush()).isEmpty();

        receive(attempt(Flows.receivedAt(T0 + 4_000), SCANNER, address("10.0.1.2"), 22));
        assertThat(flush())
                .singleElement()
                .satisfies(
                        evidence -> {
                            assertThat(evidence.second()).isEqualTo(T0 / 1_000 + 4);
                            assertThat(evidence.flows()).isEqualTo(1);
                            assertThat(evidence.answered()).isEqualTo(2);
                        });
    }

    @Test
    void answersAloneAreToldWhenTheirPaneHasPassed() throws Exception {
        receive(attempt(Flows.receivedAt(T0), SCANNER, address("10.0.1.1"), 22));
        tellAll();
        receive(session(Flows.receivedAt(T0 + 3_000), SCANNER));
        assertThat(flush()).isEmpty();
        receive(
                attempt(
                        Flows.receivedAt(T0 + 10_000),
                        address("10.0.0.7"),
                        address("10.0.1.1"),
                        22));

        assertThat(of(SCANNER, flush())).singleElement().satisfies(this::isOneAnswer);
    }

    @Test
    void answersAloneAreToldBeforeACheckpoint() throws Exception {
        receive(attempt(Flows.receivedAt(T0), SCANNER, address("10.0.1.1"), 22));
        tellAll();
        receive(session(Flows.receivedAt(T0 + 3_000), SCANNER));

        assertThat(tellAll()).singleElement().satisfies(this::isOneAnswer);
    }

    private void isOneAnswer(Evidence evidence) {
        assertThat(evidence.second()).isEqualTo(T0 / 1_000 + 3);
        assertThat(evidence.answered()).isEqualTo(1);
        assertThat(evidence.flows()).isZero();
        assertThat(evidence.exporters()).isEmpty();
    }

    @Test
    void takesNoFlowWithoutAnAddress() throws Exception {
        Flows flows = Flows.receivedAt(T0);
        flows.flow().source(SCANNER).tcp(SYN, 22);
        flows.flow().destination(SCANNER).tcp(SYN, 22);
        receive(flows);

        assertThat(flush()).isEmpty();
        assertThat(metrics.count(EvidencePreAggregator.EVIDENCE_FLOWS)).isZero();
    }

    @Test
    void nothingSpeaksAgainstKnownScanners() throws Exception {
        open(List.of(EvidenceKind.TCP_ATTEMPT), List.of("10.0.0.64/30", "2001:db8::1"));
        Flows flows = Flows.receivedAt(T0);
        attempt(flows, SCANNER, address("10.0.1.1"), 22);
        attempt(flows, address("2001:db8::1"), address("10.0.1.1"), 22);
        attempt(flows, address("10.0.0.68"), address("10.0.1.1"), 22);
        receive(flows);

        assertThat(tellAll())
                .extracting(sum -> sum.suspect().address())
                .containsExactly(address("10.0.0.68"));
    }

    @Test
    void keepsSixtyFourObservationsAndEstimatesTheOthers() throws Exception {
        Flows flows = Flows.receivedAt(T0);
        for (int port = 1; port <= 164; port++) {
            attempt(flows, SCANNER, address("10.0.1.1"), port);
        }
        receive(flows);

        List<Evidence> evidence = flush();
        assertThat(evidence).hasSize(1);
        assertThat(evidence.get(0).observations()).hasSize(64).doesNotHaveDuplicates();
        assertThat(evidence.get(0).flows()).isEqualTo(164);
        assertThat(evidence.get(0).more().ports()).isEqualTo(100);
        assertThat(evidence.get(0).more().hosts()).isEqualTo(1);
    }

    @Test
    void aFloodFromSpoofedSourcesChangesCountersOnly() throws Exception {
        int sources = 1_000_000;
        flood(0, sources, T0);

        assertThat(flush()).isEmpty();
        assertThat(metrics.count(EvidencePreAggregator.EVIDENCE_FLOWS)).isEqualTo(sources);
        assertThat(metrics.count(EvidencePreAggregator.EVIDENCE_DROPPED)).isEqualTo(sources);
    }

    /** It tries a host every 10 ms; the flood renews all rows twelve times a second. */
    @Test
    void findsAScannerThatComesInTheMiddleOfAFlood() throws Exception {
        List<Evidence> evidence = new ArrayList<>();
        int sources = 0;
        int attempts = 0;
        for (int second = 0; second < 5; second++) {
            long now = T0 + second * 1_000L;
            for (int part = 0; part < 100; part++) {
                flood(sources, sources + 1_000, now + part * 10L);
                sources += 1_000;
                Flows flows = Flows.receivedAt(now + part * 10L);
                attempt(flows, SCANNER, IpAddress.ofIpv4(0x0b00_0000L + attempts++), 22);
                receive(flows);
            }
            evidence.addAll(flush());
        }

        assertThat(evidence).extracting(sum -> sum.suspect().address()).containsOnly(SCANNER);
        long told = evidence.stream().mapToLong(Evidence::flows).sum();
        assertThat(told).isGreaterThan(attempts * 9L / 10);
        assertThat(metrics.count(EvidencePreAggregator.EVIDENCE_FLOWS))
                .isEqualTo(sources + attempts);
        assertThat(metrics.count(EvidencePreAggregator.EVIDENCE_DROPPED))
                .isEqualTo(sources + attempts - told);
    }

    @Test
    void tellsThousandsOfSuspectsWhoWereSeenOnce() throws Exception {
        flood(0, 2_000, T0);

        assertThat(tellAll()).hasSize(2_000);
        assertThat(metrics.count(EvidencePreAggregator.EVIDENCE_DROPPED)).isZero();
    }

    @Test
    void accountsForEveryFlow() throws Exception {
        long flows = 0;
        long told = 0;
        for (int round = 0; round < 10; round++) {
            flood(round * 1_500, round * 1_500 + 3_000, T0 + round * 1_000L);
            flows += 3_000;
            told += flush().stream().mapToLong(Evidence::flows).sum();
        }

        assertThat(metrics.count(EvidencePreAggregator.EVIDENCE_FLOWS)).isEqualTo(flows);
        assertThat(metrics.count(EvidencePreAggregator.EVIDENCE_DROPPED) + told).isEqualTo(flows);
    }

    @Test
    void holdsHugeCountersAtTheLargestNumber() throws Exception {
        Flows flows = Flows.receivedAt(T0);
        for (int i = 0; i < 3; i++) {
            attempt(flows, SCANNER, address("10.0.1.1"), 22).packets(-1).bytes(Long.MAX_VALUE - 1);
        }
        receive(flows);

        Evidence evidence = tellAll().get(0);
        assertThat(evidence.packets()).isEqualTo(Long.MAX_VALUE);
        assertThat(evidence.bytes()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void namesExportersThatNeverSendFlags() throws Exception {
        int batches = ExportersWithoutFlags.ENOUGH / 10;
        for (int batch = 0; batch < batches - 1; batch++) {
            withoutFlags("192.0.2.9");
            withoutFlags("192.0.2.8");
        }
        assertThat(metrics.now(EvidencePreAggregator.EXPORTERS_WITHOUT_FLAGS)).isZero();
        receive(attempt(Flows.from("192.0.2.8", T0), SCANNER, address("10.0.1.1"), 22));
        withoutFlags("192.0.2.9");
        withoutFlags("192.0.2.8");

        assertThat(metrics.now(EvidencePreAggregator.EXPORTERS_WITHOUT_FLAGS)).isEqualTo(1);
        receive(attempt(Flows.from("192.0.2.9", T0), SCANNER, address("10.0.1.1"), 22));
        assertThat(metrics.now(EvidencePreAggregator.EXPORTERS_WITHOUT_FLAGS)).isZero();
    }

    @Test
    void countsAnswersToUdpAndPings() throws Exception {
        open(List.of(EvidenceKind.UDP_ATTEMPT, EvidenceKind.ECHO_REQUEST), List.of());
        Flows before = udp(Flows.receivedAt(T0), SCANNER, 50_000, IpAddress.ofIpv4(9), 161);
        before.packets(1).flow().source(SCANNER).destination(IpAddress.ofIpv4(9)).icmp(1, 8, 0);
        receive(before);
        Flows flows = Flows.receivedAt(T0);
        for (int host = 1; host <= 4; host++) {
            udp(flows, SCANNER, 50_000, IpAddress.ofIpv4(host), 161).packets(1);
            flows.flow().source(SCANNER).destination(IpAddress.ofIpv4(host)).icmp(1, 8, 0);
        }
        udp(flows, IpAddress.ofIpv4(1), 161, SCANNER, 50_000).packets(1);
        flows.flow().source(IpAddress.ofIpv4(1)).destination(SCANNER).icmp(1, 0, 0);
        receive(flows);

        assertThat(of(SCANNER, flush()))
                .hasSize(2)
                .allSatisfy(
                        sum -> {
                            assertThat(sum.flows()).isEqualTo(4);
                            assertThat(sum.answered()).isEqualTo(1);
                        });
    }

    @Test
    void tellsNothingOfUdpThatIsAnswered() throws Exception {
        open(List.of(EvidenceKind.UDP_ATTEMPT), List.of());
        Flows flows = Flows.receivedAt(T0);
        for (int host = 1; host <= 40; host++) {
            udp(flows, SCANNER, 50_000, IpAddress.ofIpv4(host), 53).packets(1);
            udp(flows, IpAddress.ofIpv4(host), 53, SCANNER, 50_000).packets(1);
        }
        receive(flows);

        assertThat(flush()).isEmpty();
        assertThat(metrics.count(EvidencePreAggregator.EVIDENCE_FLOWS)).isZero();
    }

    private void flood(int first, int end, long now) throws Exception {
        for (int at = first; at < end; at += 100) {
            Flows flows = Flows.receivedAt(now);
            for (int source = at; source < at + 100; source++) {
                attempt(flows, IpAddress.ofIpv4(0x0c00_0000L + source), address("10.0.1.1"), 80);
            }
            receive(flows);
        }
    }

    private void withoutFlags(String exporter) throws Exception {
        Flows flows = Flows.from(exporter, T0);
        for (int i = 0; i < 10; i++) {
            flows.flow().source(SCANNER).destination("10.0.1.1").with(FlowField.PROTOCOL, 6);
        }
        receive(flows);
    }

    private static Flows attempt(Flows flows, IpAddress source, IpAddress target, int port) {
        return flows.flow().source(source).destination(target).tcp(SYN, port);
    }

    private static Flows session(Flows flows, IpAddress source) {
        return flows.flow()
                .source(source)
                .destination("10.0.1.9")
                .tcp(SYN | ACK | 0x08, 443)
                .with(FlowField.SOURCE_PORT, 50_000);
    }

    private static Flows udp(
            Flows flows, IpAddress source, int sourcePort, IpAddress target, int port) {
        return flows.flow()
                .source(source)
                .destination(target)
                .with(FlowField.PROTOCOL, 17)
                .with(FlowField.SOURCE_PORT, sourcePort)
                .with(FlowField.DESTINATION_PORT, port);
    }

    private static List<Evidence> of(IpAddress suspect, List<Evidence> evidence) {
        return evidence.stream().filter(sum -> sum.suspect().address().equals(suspect)).toList();
    }

    private void receive(Flows flows) throws Exception {
        harness.processElement(flows.batch(), flows.batch().receivedMillis());
    }

    private List<Evidence> flush() throws Exception {
        watermark += 1_000;
        harness.processWatermark(watermark);
        return new ArrayList<>(Harnesses.values(harness));
    }

    /** As before a checkpoint. */
    private List<Evidence> tellAll() throws Exception {
        harness.getOneInputOperator().prepareSnapshotPreBarrier(1);
        return new ArrayList<>(Harnesses.values(harness));
    }
}
