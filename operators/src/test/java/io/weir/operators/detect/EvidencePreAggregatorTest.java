package io.weir.operators.detect;

import static io.weir.operators.Flows.SYN;
import static io.weir.operators.Flows.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowField;
import io.weir.operators.EnrichedHarness;
import io.weir.operators.Flows;
import io.weir.operators.Harnesses;
import io.weir.operators.RecordedMetrics;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EvidencePreAggregatorTest {

    private static final long T0 = 1_700_000_000_000L;
    private static final IpAddress SCANNER = address("10.0.0.66");

    private final RecordedMetrics metrics = new RecordedMetrics();
    private EnrichedHarness<Evidence> harness;

    @BeforeEach
    void open() throws Exception {
        harness =
                Harnesses.chained(
                        new EvidencePreAggregator(EvidenceKind.SYN_ONLY),
                        DetectSerializers.EVIDENCE,
                        metrics);
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void sumsUpPerSuspect() throws Exception {
        Flows first = Flows.receivedAt(T0);
        attempt(first, SCANNER, address("10.0.1.1"), 22).packets(1).bytes(60);
        attempt(first, SCANNER, address("10.0.1.1"), 22).packets(2).bytes(120);
        attempt(first, SCANNER, address("10.0.1.2"), 22).packets(1).bytes(60);
        attempt(first, address("10.0.0.7"), address("10.0.1.2"), 80);
        first.flow().source("10.0.0.8").destination("10.0.1.1").tcp(SYN | Flows.ACK, 22);
        receive(first);
        Flows second = Flows.receivedAt(T0 + 700);
        attempt(second, SCANNER, address("10.0.1.1"), 23).packets(1).bytes(40);
        receive(second);

        List<Evidence> evidence = flush();
        assertThat(evidence).hasSize(2);
        assertThat(evidence)
                .contains(
                        new Evidence(
                                SCANNER,
                                List.of(
                                        observation("10.0.1.1", 22),
                                        observation("10.0.1.2", 22),
                                        observation("10.0.1.1", 23)),
                                address("192.0.2.1"),
                                4,
                                5,
                                280,
                                T0,
                                T0 + 700));
        assertThat(metrics.count(EvidencePreAggregator.EVIDENCE_FLOWS)).isEqualTo(5);
        assertThat(metrics.count(EvidencePreAggregator.EVIDENCE_DROPPED)).isZero();
    }

    @Test
    void takesTheWayBackOfARecordForAFlow() throws Exception {
        Flows flows = Flows.receivedAt(T0);
        flows.flow().source("10.0.1.1").destination(SCANNER).tcp(Flows.RST | Flows.ACK, 50_000);
        flows.with(FlowField.SOURCE_PORT, 22).packets(1).bytes(40);
        flows.with(FlowField.REVERSE_TCP_FLAGS, SYN);
        flows.with(FlowField.REVERSE_PACKETS, 3).with(FlowField.REVERSE_BYTES, 180);
        receive(flows);

        assertThat(flush())
                .containsExactly(
                        new Evidence(
                                SCANNER,
                                List.of(observation("10.0.1.1", 22)),
                                address("192.0.2.1"),
                                1,
                                3,
                                180,
                                T0,
                                T0));
    }

    @Test
    void takesNoFlowWithoutAnAddress() throws Exception {
        Flows flows = Flows.receivedAt(T0);
        flows.flow().source(SCANNER).tcp(SYN, 22);
        flows.flow().destination(SCANNER).tcp(SYN, 22);
        receive(flows);

        assertThat(flush()).isEmpty();
    }

    @Test
    void keepsSixtyFourObservationsButCountsAllFlows() throws Exception {
        Flows flows = Flows.receivedAt(T0);
        for (int port = 1; port <= 100; port++) {
            attempt(flows, SCANNER, address("10.0.1.1"), port);
        }
        receive(flows);

        List<Evidence> evidence = flush();
        assertThat(evidence).hasSize(1);
        assertThat(evidence.get(0).observations()).hasSize(64).doesNotHaveDuplicates();
        assertThat(evidence.get(0).flows()).isEqualTo(100);
    }

    @Test
    void aFloodFromSpoofedSourcesIsCountedAndTakesBoundedRoom() throws Exception {
        int sources = 10_000;
        for (int first = 0; first < sources; first += 100) {
            Flows flows = Flows.receivedAt(T0);
            for (int source = first; source < first + 100; source++) {
                attempt(flows, IpAddress.ofIpv4(source), address("10.0.1.1"), 80);
            }
            receive(flows);
        }

        assertThat(flush()).hasSize(4_096);
        assertThat(metrics.count(EvidencePreAggregator.EVIDENCE_FLOWS)).isEqualTo(sources);
        assertThat(metrics.count(EvidencePreAggregator.EVIDENCE_DROPPED))
                .isEqualTo(sources - 4_096);
    }

    @Test
    void aSuspectThatIsKnownFindsRoomInAFlood() throws Exception {
        Flows flows = Flows.receivedAt(T0);
        attempt(flows, SCANNER, address("10.0.1.1"), 1);
        for (int source = 0; source < 5_000; source++) {
            attempt(flows, IpAddress.ofIpv4(source), address("10.0.1.1"), 80);
        }
        attempt(flows, SCANNER, address("10.0.1.1"), 2);
        receive(flows);

        assertThat(flush())
                .filteredOn(evidence -> evidence.suspect().equals(SCANNER))
                .extracting(Evidence::flows)
                .containsExactly(2L);
    }

    @Test
    void holdsHugeCountersAtTheLargestNumber() throws Exception {
        Flows flows = Flows.receivedAt(T0);
        for (int i = 0; i < 3; i++) {
            attempt(flows, SCANNER, address("10.0.1.1"), 22).packets(-1).bytes(Long.MAX_VALUE - 1);
        }
        receive(flows);

        Evidence evidence = flush().get(0);
        assertThat(evidence.packets()).isEqualTo(Long.MAX_VALUE);
        assertThat(evidence.bytes()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void theTimesAreThoseOfTheEarliestAndTheLatestFlow() throws Exception {
        for (long received : new long[] {T0 + 500, T0 + 900, T0 + 100}) {
            receive(attempt(Flows.receivedAt(received), SCANNER, address("10.0.1.1"), 22));
        }

        Evidence evidence = flush().get(0);
        assertThat(evidence.firstReceivedMillis()).isEqualTo(T0 + 100);
        assertThat(evidence.lastReceivedMillis()).isEqualTo(T0 + 900);
    }

    private static Flows attempt(Flows flows, IpAddress source, IpAddress target, int port) {
        return flows.flow().source(source).destination(target).tcp(SYN, port);
    }

    private static Observation observation(String peer, int port) {
        return new Observation(address(peer).high(), address(peer).low(), port);
    }

    private void receive(Flows flows) throws Exception {
        harness.processElement(flows.batch(), flows.batch().receivedMillis());
    }

    private List<Evidence> flush() throws Exception {
        harness.processWatermark(T0);
        return Harnesses.values(harness);
    }
}
