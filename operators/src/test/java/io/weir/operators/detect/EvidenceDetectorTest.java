package io.weir.operators.detect;

import static io.weir.operators.Flows.address;
import static io.weir.operators.detect.EvidenceKind.ICMP_UNREACHABLE;
import static io.weir.operators.detect.EvidenceKind.TCP_ATTEMPT;
import static io.weir.operators.detect.Suspicions.HOST;
import static io.weir.operators.detect.Suspicions.evidence;
import static io.weir.operators.detect.Suspicions.observation;
import static io.weir.operators.detect.Suspicions.onHosts;
import static io.weir.operators.detect.Suspicions.onNumbers;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.operators.Harnesses;
import io.weir.operators.RecordedMetrics;
import io.weir.operators.detect.Finding.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EvidenceDetectorTest {

    private static final long T0 = 1_700_000_000_000L;
    private static final long PANE = EvidenceWindow.PANE_MILLIS;
    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final int HOSTS = 25;
    private static final int PORTS = 15;
    private static final Detection SCAN =
            new Detection(
                    TCP_ATTEMPT,
                    WINDOW,
                    new SynScan(new ScanBounds(HOSTS, PORTS, 50), new ScanBounds(50, 50, 80)));

    private final RecordedMetrics metrics = new RecordedMetrics();
    private KeyedOneInputStreamOperatorTestHarness<Suspect, Evidence, Finding> harness;

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void aPortOnAsManyHostsAsTheThresholdIsAHorizontalScan() throws Exception {
        open(SCAN);
        receive(T0, onHosts(1, HOSTS - 1, 22));
        assertThat(findings(T0 + 1_000)).isEmpty();
        receive(T0 + 1_000, onHosts(HOSTS, HOSTS, 22));

        assertThat(findings(T0 + 2_000))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.rule()).isEqualTo(SynScan.HORIZONTAL);
                            assertThat(finding.rule().id()).isEqualTo("syn-scan-horizontal");
                            assertThat(finding.entity()).isEqualTo(HOST);
                            assertThat(finding.role()).isEqualTo(Role.SOURCE);
                            assertThat(finding.scope()).isEqualTo("port-22");
                            assertThat(finding.count()).isEqualTo(HOSTS);
                            assertThat(finding.measure()).isEqualTo("hosts");
                            assertThat(finding.windowStart()).isEqualTo(T0);
                            assertThat(finding.windowEnd()).isEqualTo(T0 + PANE);
                            assertThat(finding.triggerReceivedMillis()).isEqualTo(T0 + 1_000);
                            assertThat(finding.traffic().flows()).isEqualTo(HOSTS);
                            assertThat(finding.sample().peers()).hasSize(Sample.MAX);
                            assertThat(finding.sample().ports()).containsExactly(22);
                            assertThat(finding.sample().exporters())
                                    .containsExactly(address("192.0.2.1"));
                        });
    }

    @Test
    void asManyPortsOfAHostAsTheThresholdAreAVerticalScan() throws Exception {
        open(SCAN);
        receive(T0, onNumbers(1, PORTS - 1));
        assertThat(findings(T0 + 1_000)).isEmpty();
        receive(T0 + 1_000, onNumbers(PORTS, PORTS));

        assertThat(findings(T0 + 2_000))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.rule()).isEqualTo(SynScan.VERTICAL);
                            assertThat(finding.rule().id()).isEqualTo("syn-scan-vertical");
                            assertThat(finding.scope()).isEqualTo("10.0.1.1");
                            assertThat(finding.count()).isEqualTo(PORTS);
                            assertThat(finding.measure()).isEqualTo("ports");
                            assertThat(finding.sample().peers())
                                    .containsExactly(address("10.0.1.1"));
                            assertThat(finding.sample().ports()).hasSize(Sample.MAX).contains(1);
                        });
    }

    @Test
    void manyPortsOnManyHostsAreOneScanOfABlock() throws Exception {
        open(SCAN);
        for (int host = 1; host <= HOSTS; host++) {
            int number = host;
            receive(
                    T0 + host * 100L,
                    IntStream.rangeClosed(1, PORTS + 5)
                            .mapToObj(port -> observation(0x0a00_0100L + number, port))
                            .toList());
        }

        List<Finding> findings = findings(T0 + 10_000);
        assertThat(findings)
                .extracting(finding -> finding.rule().id() + " " + finding.scope())
                .containsOnly("syn-scan-block ");
        Finding last = findings.get(findings.size() - 1);
        assertThat(last.count()).isEqualTo(HOSTS);
        assertThat(last.measure()).isEqualTo("hosts");
        assertThat(last.sample().ports()).hasSize(Sample.MAX);
    }

    @Test
    void whoMostlyGetsAnswersDoesNotScan() throws Exception {
        open(SCAN);
        harness.processElement(evidence(TCP_ATTEMPT, T0, onHosts(1, 30, 443), 30, 31), T0);
        assertThat(findings(T0 + 1_000)).isEmpty();
        harness.processElement(evidence(TCP_ATTEMPT, T0 + 1_000, onHosts(31, 31, 443), 1, 0), T0);

        assertThat(findings(T0 + 2_000)).hasSize(1);
    }

    @Test
    void theSameObservationAgainCountsOnce() throws Exception {
        open(SCAN);
        for (int second = 0; second < 30; second++) {
            receive(T0 + second * 1_000L, onHosts(1, HOSTS - 1, 22));
        }

        assertThat(findings(T0 + PANE * 4)).isEmpty();
    }

    @Test
    void isSilentAboutWhatNewEvidenceDoesNotBearOn() throws Exception {
        open(SCAN);
        receive(T0, onHosts(1, HOSTS, 22));
        assertThat(findings(T0 + 1_000)).hasSize(1);
        receive(T0 + 1_000, onHosts(1, 1, 80));

        assertThat(findings(T0 + 2_000)).isEmpty();
    }

    @Test
    void countsWhatLiesWithinTheWindow() throws Exception {
        open(SCAN);
        receive(T0, onHosts(1, 1, 22));
        receive(T0 + 5 * PANE, onHosts(2, HOSTS, 22));

        assertThat(findings(T0 + 6 * PANE)).hasSize(1);
    }

    @Test
    void theOldestPaneCountsUntilTheNewestIsOver() throws Exception {
        open(SCAN);
        receive(T0, onHosts(1, 1, 22));
        receive(T0 + 5 * PANE, onHosts(2, HOSTS - 1, 22));
        assertThat(findings(T0 + 5 * PANE + 1_000)).isEmpty();
        receive(T0 + 5 * PANE + 8_000, onHosts(HOSTS, HOSTS, 22));

        assertThat(findings(T0 + 5 * PANE + 9_000)).hasSize(1);
    }

    @Test
    void forgetsWhatIsOlderThanTheWindow() throws Exception {
        open(SCAN);
        receive(T0, onHosts(1, 1, 22));
        receive(T0 + 6 * PANE, onHosts(2, HOSTS, 22));

        assertThat(findings(T0 + 7 * PANE)).isEmpty();
    }

    @Test
    void aRenewedObservationStaysInTheWindow() throws Exception {
        open(SCAN);
        receive(T0, onHosts(1, 1, 22));
        receive(T0 + 3 * PANE, onHosts(1, 1, 22));
        receive(T0 + 6 * PANE, onHosts(2, HOSTS, 22));

        assertThat(findings(T0 + 7 * PANE)).hasSize(1);
    }

    @Test
    void aSubtaskThatIsPanesBehindLosesNothing() throws Exception {
        open(SCAN);
        receive(T0 + 3 * PANE, onHosts(2, HOSTS, 22));
        receive(T0, onHosts(1, 1, 22));

        assertThat(findings(T0 + 4 * PANE)).hasSize(1);
        assertThat(metrics.count(EvidenceDetector.EVIDENCE_LATE)).isZero();
    }

    @Test
    void findingsDependOnNeitherTheOrderNorTheCutOfSums() throws Exception {
        List<Evidence> sums = new ArrayList<>();
        for (int second = 0; second < 40; second++) {
            long millis = T0 + second * 1_000L;
            sums.add(evidence(TCP_ATTEMPT, millis, onHosts(3 * second, 3 * second + 2, 22)));
            sums.add(evidence(TCP_ATTEMPT, millis, onNumbers(second, second)));
        }
        open(SCAN);
        for (Evidence sum : sums) {
            harness.processElement(sum, T0);
            harness.processWatermark(1_000 * sum.second());
        }
        List<Finding> expected = findings(T0 + 10 * PANE);
        close();

        List<Evidence> cut = new ArrayList<>();
        for (Evidence sum : sums) {
            for (Observation observation : sum.observations()) {
                cut.add(evidence(TCP_ATTEMPT, 1_000 * sum.second(), List.of(observation)));
            }
        }
        Collections.shuffle(cut, new Random(1));
        open(SCAN);
        for (Evidence sum : cut) {
            harness.processElement(sum, T0);
        }
        assertThat(findings(T0 + 10 * PANE)).isEqualTo(expected).hasSizeGreaterThan(30);
    }

    @Test
    void countsEvidenceFromBeforeTheWindow() throws Exception {
        open(SCAN);
        receive(T0 + 7 * PANE, onHosts(1, 1, 22));
        harness.processWatermark(T0 + 8 * PANE);
        receive(T0, onHosts(2, 4, 22));
        harness.processWatermark(T0 + 8 * PANE + 1);

        assertThat(metrics.count(EvidenceDetector.EVIDENCE_LATE)).isEqualTo(3);
    }

    @Test
    void stateIsDroppedWhenTheLastPaneHasPassed() throws Exception {
        open(SCAN);
        receive(T0, onHosts(1, 3, 22));
        receive(T0 + 2 * PANE, onHosts(4, 5, 22));
        harness.processWatermark(T0 + 7 * PANE);
        assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
        assertThat(metrics.now(EvidenceDetector.SUSPECTS)).isEqualTo(1);
        harness.processWatermark(T0 + 8 * PANE);

        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
        assertThat(metrics.now(EvidenceDetector.SUSPECTS)).isZero();
    }

    @Test
    void hasOneTimerForEachSecondAndPane() throws Exception {
        open(SCAN);
        for (int part = 0; part < 100; part++) {
            receive(T0 + part, onHosts(part, part, 22));
        }
        assertThat(harness.numEventTimeTimers()).isEqualTo(1);
        harness.processWatermark(T0 + 1_000);

        assertThat(harness.numEventTimeTimers()).isEqualTo(1);
    }

    @Test
    void hasOneTimerToForgetHoweverManyPanesThereAre() throws Exception {
        open(SCAN);
        for (int pane = 0; pane < 6; pane++) {
            receive(T0 + pane * PANE, onHosts(pane, pane, 22));
            harness.processWatermark(T0 + pane * PANE + 1_000);
            assertThat(harness.numEventTimeTimers()).isEqualTo(1);
        }
        harness.processWatermark(T0 + 10 * PANE);
        assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
        harness.processWatermark(T0 + 11 * PANE);

        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    @Test
    void estimatesWhatIsTooManyToKeep() throws Exception {
        open(SCAN);
        int hosts = 20_000;
        for (int first = 1; first <= hosts; first += 50) {
            receive(T0 + first / 1_000 * 1_000L, onHosts(first, first + 49, 22));
        }

        List<Finding> findings = findings(T0 + 3 * PANE);
        assertThat(findings.get(findings.size() - 1).count())
                .isBetween(hosts * 9L / 10, hosts * 11L / 10);
    }

    @Test
    void aScanOfAnotherPortIsSeenBehindALargeOne() throws Exception {
        open(SCAN);
        for (int first = 1; first < 5_000; first += 50) {
            receive(T0, onHosts(first, first + 49, 22));
        }
        receive(T0 + 1_000, onHosts(1, HOSTS, 80));

        assertThat(findings(T0 + 2_000))
                .extracting(Finding::scope)
                .containsExactly("port-22", "port-80");
    }

    @Test
    void whoWasSeenOnceDoesNotTakeTheRoomOfOthers() throws Exception {
        open(new EvidenceDetector(DetectionsByNetwork.everywhere(List.of(SCAN)), 10));
        for (int host = 0; host < 20; host++) {
            receiveFrom(host, onHosts(1, 1, 80));
        }
        assertThat(metrics.now(EvidenceDetector.SUSPECTS)).isEqualTo(5);
        for (int host = 100; host < 120; host++) {
            receiveFrom(host, onHosts(1, HOSTS, 80));
        }

        assertThat(findings(T0 + 1_000)).hasSize(5);
        assertThat(metrics.count(EvidenceDetector.EVIDENCE_REFUSED)).isEqualTo(15 + 15 * HOSTS);
        harness.processWatermark(T0 + 7 * PANE);
        assertThat(metrics.now(EvidenceDetector.SUSPECTS)).isZero();
    }

    @Test
    void answersToNobodyWhoIsSuspectedLeaveNoState() throws Exception {
        open(SCAN);
        harness.processElement(evidence(TCP_ATTEMPT, T0, List.of(), 0, 5), T0);

        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    @Test
    void aRestartInMidWindowNeitherLosesNorRepeats() throws Exception {
        open(SCAN);
        receive(T0, onHosts(1, 5, 22));
        assertThat(findings(T0 + 1_000)).isEmpty();
        receive(T0 + 1_000, onHosts(6, HOSTS - 1, 22));
        restart();
        receive(T0 + 1_000, onHosts(HOSTS, HOSTS, 22));
        assertThat(findings(T0 + 2_000)).extracting(Finding::count).containsExactly((long) HOSTS);
        restart();
        assertThat(findings(T0 + 3_000)).isEmpty();
        harness.processWatermark(T0 + 6 * PANE);

        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void suspectsOfADetectionThatWasSwitchedOffAreForgotten() throws Exception {
        open(SCAN);
        receive(T0, onHosts(1, 5, 22));
        findings(T0 + 1_000);
        restart(List.of());
        harness.processWatermark(T0 + 6 * PANE);

        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void unreachablesCountMessagesAndTheirSenders() throws Exception {
        open(new Detection(ICMP_UNREACHABLE, WINDOW, new IcmpUnreachable(100, 10)));
        unreachables(T0, 1, 10, 99); // enough senders, one message too few
        assertThat(findings(T0 + 1_000)).isEmpty();
        unreachables(T0 + 1_005, 1, 1, 1);

        assertThat(findings(T0 + 2_000))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.rule()).isEqualTo(IcmpUnreachable.RULE);
                            assertThat(finding.rule().id()).isEqualTo("icmp-unreachable");
                            assertThat(finding.role()).isEqualTo(Role.DESTINATION);
                            assertThat(finding.entity()).isEqualTo(HOST);
                            assertThat(finding.scope()).isEmpty();
                            assertThat(finding.count()).isEqualTo(100);
                            assertThat(finding.measure()).isEqualTo("messages");
                            assertThat(finding.triggerReceivedMillis()).isEqualTo(T0 + 1_005);
                            assertThat(finding.sample().peers()).hasSize(10);
                            assertThat(finding.sample().ports()).isEmpty();
                        });
    }

    @Test
    void unreachablesOfTooFewSendersAreNoFinding() throws Exception {
        open(new Detection(ICMP_UNREACHABLE, WINDOW, new IcmpUnreachable(100, 10)));
        unreachables(T0, 1, 9, 1_000_000);
        assertThat(findings(T0 + 1_000)).isEmpty();
        unreachables(T0 + 1_000, 10, 10, 1);

        assertThat(findings(T0 + 2_000)).hasSize(1);
    }

    @Test
    void aSenderWithManyCodesIsOneSender() throws Exception {
        open(new Detection(ICMP_UNREACHABLE, WINDOW, new IcmpUnreachable(3, 2)));
        harness.processElement(evidence(ICMP_UNREACHABLE, T0, onNumbers(0, 5), 50, 0), T0);

        assertThat(findings(T0 + 1_000)).isEmpty();
    }

    @Test
    void hugeCountersAreNotNegative() throws Exception {
        open(new Detection(ICMP_UNREACHABLE, WINDOW, new IcmpUnreachable(100, 1)));
        unreachables(T0, 1, 1, Long.MAX_VALUE);
        unreachables(T0, 1, 1, Long.MAX_VALUE);
        unreachables(T0 + PANE, 1, 1, Long.MAX_VALUE);

        assertThat(findings(T0 + 2 * PANE))
                .hasSize(2)
                .allSatisfy(f -> assertThat(f.count()).isEqualTo(Long.MAX_VALUE));
    }

    @Test
    void aSweepIsManyHostsOfWhomSomeDoNotAnswer() throws Exception {
        EvidenceKind kind = EvidenceKind.ECHO_REQUEST;
        Detection sweep = new Detection(kind, WINDOW, new IcmpSweep(50, 30));
        open(sweep);
        harness.processElement(evidence(kind, T0, onHosts(1, 49, 0), 49, 0), T0);
        assertThat(findings(T0 + 1_000)).isEmpty();
        harness.processElement(evidence(kind, T0 + 1_000, onHosts(50, 50, 0), 1, 0), T0);
        assertThat(findings(T0 + 2_000))
                .extracting(finding -> finding.rule().id())
                .containsExactly("icmp-sweep");
        close();

        open(sweep);
        harness.processElement(evidence(kind, T0, onHosts(1, 100, 0), 100, 71), T0);
        assertThat(findings(T0 + 1_000)).isEmpty();
    }

    @Test
    void aUdpScanIsManyHostsOrPortsWithoutAnswers() throws Exception {
        EvidenceKind kind = EvidenceKind.UDP_ATTEMPT;
        Detection scan = new Detection(kind, WINDOW, new UdpScan(50, 40, 75));
        open(scan);
        harness.processElement(evidence(kind, T0, onHosts(1, 49, 161), 49, 0), T0);
        assertThat(findings(T0 + 1_000)).isEmpty();
        harness.processElement(evidence(kind, T0 + 1_000, onHosts(50, 50, 161), 1, 12), T0);
        assertThat(findings(T0 + 2_000)).extracting(Finding::measure).containsExactly("hosts");
        close();

        open(scan);
        harness.processElement(evidence(kind, T0, onNumbers(1, 39), 39, 0), T0);
        assertThat(findings(T0 + 1_000)).isEmpty();
        harness.processElement(evidence(kind, T0 + 1_000, onNumbers(40, 40), 1, 0), T0);
        assertThat(findings(T0 + 2_000)).extracting(Finding::measure).containsExactly("ports");
        close();

        open(scan);
        harness.processElement(evidence(kind, T0, onHosts(1, 60, 53), 60, 16), T0);
        assertThat(findings(T0 + 1_000)).isEmpty();
    }

    @Test
    void backscatterIsManyAnswersThatNothingFollows() throws Exception {
        EvidenceKind kind = EvidenceKind.BACKSCATTER;
        Detection backscatter = new Detection(kind, WINDOW, new IcmpBackscatter(50, 50));
        open(backscatter);
        harness.processElement(evidence(kind, T0, onHosts(1, 49, 80), 49, 0), T0);
        assertThat(findings(T0 + 1_000)).isEmpty();
        harness.processElement(evidence(kind, T0 + 1_000, onHosts(50, 50, 80), 1, 50), T0);
        assertThat(findings(T0 + 2_000)).hasSize(1);
        harness.processElement(evidence(kind, T0 + 2_000, onHosts(51, 51, 80), 1, 2), T0);
        assertThat(findings(T0 + 3_000)).isEmpty();
    }

    @Test
    void backscatterByIcmpIsManyAnswersThatNobodyAskedFor() throws Exception {
        EvidenceKind kind = EvidenceKind.BACKSCATTER;
        Detection backscatter = new Detection(kind, WINDOW, new IcmpBackscatter(50, 50));
        Suspect victim = new Suspect(kind, IpAddress.ofIpv4(1), Backscatter.ICMP);
        open(backscatter);
        Evidence asked = evidence(kind, T0, onHosts(1, 50, 0), 50, 26);
        harness.processElement(Suspicions.against(victim, asked), T0);
        assertThat(findings(T0 + 1_000)).isEmpty();
        close();

        open(backscatter);
        Evidence unasked = evidence(kind, T0, onHosts(1, 50, 0), 50, 25);
        harness.processElement(Suspicions.against(victim, unasked), T0);
        assertThat(findings(T0 + 1_000))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.rule()).isEqualTo(IcmpBackscatter.RULE);
                            assertThat(finding.sample().ports()).isEmpty();
                        });
    }

    @Test
    void suspectsAreForgottenAfterARestartWithALongerWindow() throws Exception {
        open(SCAN);
        receive(T0, onHosts(1, 5, 22));
        findings(T0 + 1_000);
        restart(List.of(new Detection(SCAN.kind(), WINDOW.multipliedBy(2), SCAN.judgement())));
        harness.processWatermark(T0 + 6 * PANE);
        assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
        harness.processWatermark(T0 + 12 * PANE);

        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    private void receive(long millis, List<Observation> observations) throws Exception {
        harness.processElement(evidence(TCP_ATTEMPT, millis, observations), millis);
    }

    private void receiveFrom(int host, List<Observation> observations) throws Exception {
        Evidence sum = evidence(TCP_ATTEMPT, T0, observations);
        harness.processElement(
                new Evidence(
                        new Suspect(TCP_ATTEMPT, IpAddress.ofIpv4(host)),
                        sum.second(),
                        sum.flows(),
                        sum.packets(),
                        sum.bytes(),
                        sum.received(),
                        0,
                        T0,
                        T0,
                        observations,
                        List.of(),
                        List.of(),
                        null),
                T0);
    }

    private void unreachables(long millis, int firstSender, int lastSender, long messages)
            throws Exception {
        harness.processElement(
                evidence(
                        ICMP_UNREACHABLE, millis, onHosts(firstSender, lastSender, 3), messages, 0),
                millis);
    }

    /** What there is once the watermark is there. */
    private List<Finding> findings(long watermark) throws Exception {
        harness.processWatermark(watermark);
        return new ArrayList<>(Harnesses.values(harness));
    }

    private void open(Detection detection) throws Exception {
        open(new EvidenceDetector(List.of(detection)));
    }

    private void open(EvidenceDetector detector) throws Exception {
        harness = harness(detector);
        harness.open();
    }

    private void restart() throws Exception {
        restart(List.of(SCAN));
    }

    private void restart(List<Detection> detections) throws Exception {
        OperatorSubtaskState state = harness.snapshot(1, 0);
        harness.close();
        harness = harness(new EvidenceDetector(detections));
        harness.initializeState(state);
        harness.open();
    }

    private KeyedOneInputStreamOperatorTestHarness<Suspect, Evidence, Finding> harness(
            EvidenceDetector detector) throws Exception {
        return Harnesses.keyed(
                detector,
                Evidence::suspect,
                DetectSerializers.SUSPECT,
                DetectSerializers.FINDING,
                metrics);
    }
}
