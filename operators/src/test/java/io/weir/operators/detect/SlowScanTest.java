package io.weir.operators.detect;

import static io.weir.operators.detect.Suspicions.HOST;
import static io.weir.operators.detect.Suspicions.against;
import static io.weir.operators.detect.Suspicions.evidence;
import static io.weir.operators.detect.Suspicions.onHosts;
import static io.weir.operators.detect.Suspicions.onNumbers;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.operators.Harnesses;
import io.weir.operators.RecordedMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both detectors of attempts, the slow one behind the other. */
class SlowScanTest {

    private static final long T0 = 1_699_999_800_000L;
    private static final long MINUTE = 60_000;
    private static final long WINDOW = 120 * MINUTE;
    private static final int HOSTS = 60;

    private final RecordedMetrics metrics = new RecordedMetrics();
    private KeyedOneInputStreamOperatorTestHarness<Suspect, Evidence, Finding> fast;
    private KeyedOneInputStreamOperatorTestHarness<Suspect, JudgedEvidence, Finding> slow;
    private int fastFindings;

    @BeforeEach
    void open() throws Exception {
        fast =
                Harnesses.keyed(
                        new EvidenceDetector(
                                List.of(
                                        new Detection(
                                                EvidenceKind.TCP_ATTEMPT,
                                                Duration.ofMinutes(1),
                                                new SynScan(
                                                        new ScanBounds(25, 25, 50),
                                                        new ScanBounds(50, 50, 80))))),
                        Evidence::suspect,
                        DetectSerializers.SUSPECT,
                        DetectSerializers.FINDING,
                        new RecordedMetrics());
        fast.open();
        slow = slow(WINDOW, SlowScanDetector.MAX_SUSPECTS);
        slow.open();
    }

    @AfterEach
    void close() throws Exception {
        fast.close();
        slow.close();
    }

    @Test
    void asManyHostsAsTheBoundOverHoursAreASlowScan() throws Exception {
        for (int host = 1; host < HOSTS; host++) {
            assertThat(attempt(T0 + host * MINUTE, onHosts(host, host, 3389))).isEmpty();
        }
        assertThat(attempt(T0 + HOSTS * MINUTE, onHosts(HOSTS, HOSTS, 3389)))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.alertKey()).isEqualTo("syn-scan-slow/10.0.0.66");
                            assertThat(finding.count()).isEqualTo(HOSTS);
                            assertThat(finding.measure()).isEqualTo("hosts");
                            assertThat(finding.sample().ports()).containsExactly(3389);
                            assertThat(finding.windowStart()).isEqualTo(T0);
                            assertThat(finding.triggerReceivedMillis())
                                    .isEqualTo(T0 + HOSTS * MINUTE);
                        });
        assertThat(fastFindings).isZero();
    }

    @Test
    void asManyPortsOfOneHostAreASlowScan() throws Exception {
        List<Finding> findings = new ArrayList<>();
        for (int port = 1; port <= HOSTS; port++) {
            findings.addAll(attempt(T0 + port * MINUTE, onNumbers(port, port)));
        }
        assertThat(findings).extracting(Finding::measure).containsExactly("ports");
    }

    @Test
    void whatIsOlderThanTheWindowDoesNotCount() throws Exception {
        for (int host = 1; host <= 3 * HOSTS; host++) {
            assertThat(attempt(T0 + host * 3L * MINUTE, onHosts(host, host, 3389))).isEmpty();
        }
    }

    @Test
    void whoMostlyGetsAnswersIsNoScanner() throws Exception {
        for (int host = 1; host <= 2 * HOSTS; host++) {
            Evidence mixed =
                    evidence(
                            EvidenceKind.TCP_ATTEMPT,
                            T0 + host * MINUTE,
                            onHosts(host, host, 3389),
                            1,
                            1);
            assertThat(receive(mixed)).isEmpty();
        }
    }

    @Test
    void aScanThatTheOtherRulesFindIsNotSlowInAddition() throws Exception {
        List<Finding> findings = new ArrayList<>();
        for (int second = 0; second < 3_600; second++) {
            findings.addAll(attempt(T0 + second * 1_000L, onHosts(second, second, 3389)));
        }
        assertThat(fastFindings).isGreaterThan(3_500);
        assertThat(findings).isEmpty();
        assertThat(slow.numKeyedStateEntries()).isZero();
    }

    @Test
    void boutsThatAreFoundDoNotAddUp() throws Exception {
        List<Finding> findings = new ArrayList<>();
        for (int bout = 0; bout < 5; bout++) {
            for (int host = 0; host < 25; host++) {
                int next = 25 * bout + host;
                findings.addAll(
                        attempt(
                                T0 + bout * 15L * MINUTE + host * 1_000L,
                                onHosts(next, next, 3389)));
            }
        }
        assertThat(fastFindings).isEqualTo(5);
        assertThat(findings).isEmpty();
    }

    @Test
    void itIsFoundAgainUntilTheSuspectWasSilentForAPane() throws Exception {
        for (int host = 1; host <= HOSTS; host++) {
            attempt(T0 + host * MINUTE, onHosts(host, host, 3389));
        }
        long last = T0 + HOSTS * MINUTE;
        List<Finding> still = silence(last + 5 * MINUTE);
        assertThat(still).hasSizeBetween(9, 11);
        assertThat(still)
                .extracting(Finding::triggerReceivedMillis)
                .allMatch(millis -> millis % Repetition.STEP_MILLIS == 0)
                .doesNotHaveDuplicates();
        silence(last + 25 * MINUTE);
        assertThat(silence(last + 60 * MINUTE)).isEmpty();
    }

    @Test
    void stateIsDroppedWhenTheSuspectWasSilentForTheWindow() throws Exception {
        attempt(T0, onHosts(1, 2, 3389));
        silence(T0 + WINDOW - 1);
        assertThat(slow.numKeyedStateEntries()).isEqualTo(1);
        silence(T0 + WINDOW);
        assertThat(slow.numKeyedStateEntries()).isZero();
        assertThat(slow.numEventTimeTimers()).isZero();
        assertThat(metrics.now(SlowScanDetector.SLOW_SUSPECTS)).isZero();
    }

    @Test
    void whoTriedOneThingIsForgottenSooner() throws Exception {
        attempt(T0, onHosts(1, 1, 3389));
        attempt(T0 + 11 * MINUTE, onHosts(1, 1, 3389));
        silence(T0 + 40 * MINUTE - 1);
        assertThat(metrics.now(SlowScanDetector.SLOW_SUSPECTS)).isEqualTo(1);
        silence(T0 + 40 * MINUTE);
        assertThat(metrics.now(SlowScanDetector.SLOW_SUSPECTS)).isZero();
        assertThat(slow.numKeyedStateEntries()).isZero();
    }

    @Test
    void suspectsAreAtMostSoManyAndOthersAreCounted() throws Exception {
        slow.close();
        slow = slow(WINDOW, 3);
        slow.open();
        for (int host = 0; host < 5; host++) {
            Suspect suspect = new Suspect(EvidenceKind.TCP_ATTEMPT, IpAddress.ofIpv4(host));
            Evidence evidence = evidence(EvidenceKind.TCP_ATTEMPT, T0, onHosts(1, 2, 22));
            slow.processElement(
                    new JudgedEvidence(against(suspect, evidence), /* isFound= */ false), T0);
        }
        assertThat(metrics.now(SlowScanDetector.SLOW_SUSPECTS)).isEqualTo(3);
        assertThat(metrics.count(SlowScanDetector.SLOW_EVIDENCE_REFUSED)).isEqualTo(4);
    }

    @Test
    void aRestartInMidWindowNeitherLosesNorRepeats() throws Exception {
        for (int host = 1; host < HOSTS; host++) {
            attempt(T0 + host * MINUTE, onHosts(host, host, 3389));
        }
        restart(WINDOW);
        assertThat(attempt(T0 + HOSTS * MINUTE, onHosts(HOSTS, HOSTS, 3389))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void suspectsAreForgottenAfterARestartWithALongerWindow(int hosts) throws Exception {
        attempt(T0, onHosts(1, hosts, 3389));
        restart(2 * WINDOW);
        silence(T0 + WINDOW / 6);
        assertThat(slow.numKeyedStateEntries()).isEqualTo(1);
        silence(T0 + 2 * WINDOW);

        assertThat(slow.numKeyedStateEntries()).isZero();
        assertThat(slow.numEventTimeTimers()).isZero();
    }

    @Test
    void onlyAttemptsAsTheyWereConcernIt() {
        assertThat(SlowScanDetector.concerns(judged(EvidenceKind.TCP_ATTEMPT, 0))).isTrue();
        assertThat(SlowScanDetector.concerns(judged(EvidenceKind.TCP_ATTEMPT, TcpAttempts.SAMPLED)))
                .isFalse();
        assertThat(SlowScanDetector.concerns(judged(EvidenceKind.UDP_ATTEMPT, 0))).isFalse();
    }

    private void restart(long window) throws Exception {
        OperatorSubtaskState state = slow.snapshot(1, 0);
        slow.close();
        slow = slow(window, SlowScanDetector.MAX_SUSPECTS);
        slow.initializeState(state);
        slow.open();
    }

    private static JudgedEvidence judged(EvidenceKind kind, int scope) {
        return new JudgedEvidence(
                against(new Suspect(kind, HOST, scope), evidence(kind, T0, onHosts(1, 1, 22))),
                false);
    }

    private List<Finding> attempt(long millis, List<Observation> observations) throws Exception {
        return receive(evidence(EvidenceKind.TCP_ATTEMPT, millis, observations));
    }

    /** What the slow detector finds of it, besides what it finds again. */
    private List<Finding> receive(Evidence evidence) throws Exception {
        silence(evidence.endMillis() - 1_000);
        fast.processElement(evidence, evidence.firstReceivedMillis());
        fast.processWatermark(evidence.endMillis());
        fastFindings += Harnesses.values(fast).size();
        var judged = fast.getSideOutput(EvidenceDetector.JUDGED);
        while (judged != null && !judged.isEmpty()) {
            slow.processElement(judged.remove().getValue(), evidence.endMillis());
        }
        return new ArrayList<>(Harnesses.values(slow));
    }

    /** What is found again up to then. */
    private List<Finding> silence(long millis) throws Exception {
        fast.processWatermark(millis);
        slow.processWatermark(millis);
        return new ArrayList<>(Harnesses.values(slow));
    }

    private KeyedOneInputStreamOperatorTestHarness<Suspect, JudgedEvidence, Finding> slow(
            long window, int maxSuspects) throws Exception {
        return Harnesses.keyed(
                new SlowScanDetector(
                        Duration.ofMillis(window),
                        ByNetwork.everywhere(new SlowScan(new ScanBounds(HOSTS, HOSTS, 75))),
                        maxSuspects),
                JudgedEvidence::suspect,
                DetectSerializers.SUSPECT,
                DetectSerializers.FINDING,
                metrics);
    }
}
