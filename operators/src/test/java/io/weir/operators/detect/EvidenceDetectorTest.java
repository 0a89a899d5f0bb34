package io.weir.operators.detect;

import static io.weir.operators.Flows.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.operators.Harnesses;
import io.weir.operators.detect.Finding.Role;
import io.weir.operators.types.IpAddressSerializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EvidenceDetectorTest {

    private static final long T0 = 1_700_000_000_000L;
    private static final long PANE = EvidenceWindow.PANE_MILLIS;
    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final IpAddress SUSPECT = address("10.0.0.66");
    private static final int HOSTS = 25;
    private static final int PORTS = 15;

    private KeyedOneInputStreamOperatorTestHarness<IpAddress, Evidence, Finding> harness;

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void aPortOnAsManyHostsAsTheThresholdIsAHorizontalScan() throws Exception {
        open(new SynScan(HOSTS, PORTS));
        receive(T0, onHosts(1, HOSTS - 1, 22));
        assertThat(findings()).isEmpty();
        receive(T0 + 1_000, onHosts(HOSTS, HOSTS, 22));

        assertThat(findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.rule()).isEqualTo(SynScan.HORIZONTAL);
                            assertThat(finding.rule().id()).isEqualTo("syn-scan-horizontal");
                            assertThat(finding.entity()).isEqualTo(SUSPECT);
                            assertThat(finding.role()).isEqualTo(Role.SOURCE);
                            assertThat(finding.scope()).isEqualTo("port-22");
                            assertThat(finding.count()).isEqualTo(HOSTS);
                            assertThat(finding.measure()).isEqualTo("hosts");
                            assertThat(finding.windowStart()).isEqualTo(T0);
                            assertThat(finding.windowEnd()).isEqualTo(T0 + PANE);
                            assertThat(finding.triggerReceivedMillis()).isEqualTo(T0 + 1_000);
                            assertThat(finding.flows()).isEqualTo(HOSTS);
                            assertThat(finding.peers()).hasSize(Finding.MAX_SAMPLES);
                            assertThat(finding.ports()).containsExactly(22);
                            assertThat(finding.exporters()).containsExactly(address("192.0.2.1"));
                        });
    }

    @Test
    void asManyPortsOfAHostAsTheThresholdAreAVerticalScan() throws Exception {
        open(new SynScan(HOSTS, PORTS));
        receive(T0, onPorts(1, PORTS - 1));
        assertThat(findings()).isEmpty();
        receive(T0 + 1_000, onPorts(PORTS, PORTS));

        assertThat(findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.rule()).isEqualTo(SynScan.VERTICAL);
                            assertThat(finding.rule().id()).isEqualTo("syn-scan-vertical");
                            assertThat(finding.scope()).isEqualTo("10.0.1.1");
                            assertThat(finding.count()).isEqualTo(PORTS);
                            assertThat(finding.measure()).isEqualTo("ports");
                            assertThat(finding.peers()).containsExactly(address("10.0.1.1"));
                            assertThat(finding.ports()).hasSize(Finding.MAX_SAMPLES).contains(1);
                        });
    }

    @Test
    void theSameObservationAgainCountsOnce() throws Exception {
        open(new SynScan(HOSTS, PORTS));
        for (int second = 0; second < 30; second++) {
            receive(T0 + second * 1_000L, onHosts(1, HOSTS - 1, 22));
        }

        assertThat(findings()).isEmpty();
    }

    @Test
    void isSilentAboutWhatNewEvidenceDoesNotBearOn() throws Exception {
        open(new SynScan(HOSTS, PORTS));
        receive(T0, onHosts(1, HOSTS, 22));
        assertThat(findings()).hasSize(1);
        receive(T0, onHosts(1, 1, 80));

        assertThat(findings()).isEmpty();
    }

    @Test
    void countsWhatLiesWithinTheWindow() throws Exception {
        open(new SynScan(HOSTS, PORTS));
        receive(T0, onHosts(1, 1, 22));
        receive(T0 + 5 * PANE, onHosts(2, HOSTS, 22));

        assertThat(findings()).hasSize(1);
    }

    @Test
    void forgetsWhatIsOlderThanTheWindow() throws Exception {
        open(new SynScan(HOSTS, PORTS));
        receive(T0, onHosts(1, 1, 22));
        receive(T0 + 6 * PANE, onHosts(2, HOSTS, 22));

        assertThat(findings()).isEmpty();
    }

    @Test
    void evidenceOfBeforeTheWindowDoesNotStretchIt() throws Exception {
        open(new SynScan(HOSTS, PORTS));
        receive(T0 + 6 * PANE, onHosts(2, HOSTS, 22));
        receive(T0, onHosts(1, 1, 22));

        assertThat(findings()).isEmpty();
    }

    @Test
    void aRenewedObservationStaysInTheWindow() throws Exception {
        open(new SynScan(HOSTS, PORTS));
        receive(T0, onHosts(1, 1, 22));
        receive(T0 + 3 * PANE, onHosts(1, 1, 22));
        receive(T0 + 6 * PANE, onHosts(2, HOSTS, 22));

        assertThat(findings()).hasSize(1);
    }

    @Test
    void stateIsDroppedWhenTheLastPaneHasPassed() throws Exception {
        open(new SynScan(HOSTS, PORTS));
        receive(T0, onHosts(1, 3, 22));
        receive(T0 + 2 * PANE, onHosts(4, 5, 22));
        harness.processWatermark(T0 + 7 * PANE);
        assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
        harness.processWatermark(T0 + 8 * PANE);

        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    @Test
    void keepsABoundedNumberOfObservations() throws Exception {
        open(new SynScan(2_000, 2_000));
        for (int first = 1; first < 5_000; first += 64) {
            receive(T0, onHosts(first, first + 63, 22));
        }
        receive(T0, onHosts(1, 1, 22));
        harness.close();

        open(new SynScan(1_024, 2_000));
        for (int first = 1; first < 5_000; first += 64) {
            receive(T0, onHosts(first, first + 63, 22));
        }
        assertThat(findings()).allSatisfy(f -> assertThat(f.count()).isEqualTo(1_024)).isNotEmpty();
    }

    @Test
    void goesOnAfterARestore() throws Exception {
        open(new SynScan(HOSTS, PORTS));
        receive(T0, onHosts(1, HOSTS - 1, 22));
        OperatorSubtaskState state = harness.snapshot(1, 0);
        harness.close();

        harness = harness(new SynScan(HOSTS, PORTS));
        harness.initializeState(state);
        harness.open();
        receive(T0 + 1, onHosts(HOSTS, HOSTS, 22));
        assertThat(findings()).hasSize(1);
        harness.processWatermark(T0 + 6 * PANE);
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void unreachablesCountMessagesAndTheirSenders() throws Exception {
        int messages = 100;
        int peers = 10;
        open(new IcmpUnreachable(messages, peers));
        // Enough senders, one message too few.
        receive(T0, unreachables(1, peers, 90), unreachables(1, 1, 9));
        assertThat(findings()).isEmpty();
        receive(T0 + 5, unreachables(1, 1, 1));

        assertThat(findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.rule()).isEqualTo(IcmpUnreachable.RULE);
                            assertThat(finding.rule().id()).isEqualTo("icmp-unreachable");
                            assertThat(finding.role()).isEqualTo(Role.DESTINATION);
                            assertThat(finding.entity()).isEqualTo(SUSPECT);
                            assertThat(finding.scope()).isEmpty();
                            assertThat(finding.count()).isEqualTo(messages);
                            assertThat(finding.measure()).isEqualTo("messages");
                            assertThat(finding.triggerReceivedMillis()).isEqualTo(T0 + 5);
                            assertThat(finding.peers()).hasSize(peers);
                        });
    }

    @Test
    void unreachablesOfTooFewSendersAreNoFinding() throws Exception {
        open(new IcmpUnreachable(100, 10));
        receive(T0, unreachables(1, 9, 1_000_000));
        assertThat(findings()).isEmpty();
        receive(T0, unreachables(10, 10, 1));
        assertThat(findings()).hasSize(1);
    }

    @Test
    void aSenderWithManyCodesIsOneSender() throws Exception {
        open(new IcmpUnreachable(3, 2));
        IpAddress sender = address("10.0.1.1");
        List<Observation> codes =
                IntStream.range(0, 5)
                        .mapToObj(code -> new Observation(sender.high(), sender.low(), code))
                        .toList();
        receive(T0, evidence(codes, 50));

        assertThat(findings()).isEmpty();
    }

    @Test
    void hugeCountersAreNotNegative() throws Exception {
        open(new IcmpUnreachable(100, 1));
        receive(T0, unreachables(1, 1, Long.MAX_VALUE), unreachables(1, 1, Long.MAX_VALUE));
        receive(T0 + PANE, unreachables(1, 1, Long.MAX_VALUE));

        assertThat(findings())
                .hasSize(3)
                .allSatisfy(f -> assertThat(f.count()).isEqualTo(Long.MAX_VALUE));
    }

    private record Sum(List<Observation> observations, long packets) {}

    private static Sum onHosts(int first, int last, int port) {
        return evidence(
                IntStream.rangeClosed(first, last)
                        .mapToObj(host -> observation(0x0a00_0100L + host, port))
                        .toList(),
                last - first + 1);
    }

    private static Sum onPorts(int first, int last) {
        return evidence(
                IntStream.rangeClosed(first, last)
                        .mapToObj(port -> observation(0x0a00_0101L, port))
                        .toList(),
                last - first + 1);
    }

    private static Sum unreachables(int firstSender, int lastSender, long messages) {
        return evidence(onHosts(firstSender, lastSender, 3).observations(), messages);
    }

    private static Observation observation(long ipv4, int number) {
        IpAddress peer = IpAddress.ofIpv4(ipv4);
        return new Observation(peer.high(), peer.low(), number);
    }

    private static Sum evidence(List<Observation> observations, long packets) {
        return new Sum(observations, packets);
    }

    private void receive(long millis, Sum... sums) throws Exception {
        for (Sum sum : sums) {
            Evidence evidence =
                    new Evidence(
                            SUSPECT,
                            sum.observations(),
                            address("192.0.2.1"),
                            sum.observations().size(),
                            sum.packets(),
                            sum.packets(),
                            millis,
                            millis);
            harness.processElement(evidence, millis);
        }
    }

    private List<Finding> findings() {
        return new ArrayList<>(Harnesses.values(harness));
    }

    private void open(Judgement judgement) throws Exception {
        harness = harness(judgement);
        harness.open();
    }

    private static KeyedOneInputStreamOperatorTestHarness<IpAddress, Evidence, Finding> harness(
            Judgement judgement) throws Exception {
        return Harnesses.keyed(
                new EvidenceDetector(judgement, WINDOW),
                Evidence::suspect,
                IpAddressSerializer.TYPE,
                DetectSerializers.FINDING,
                1,
                0);
    }
}
