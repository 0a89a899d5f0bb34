package io.weir.operators.detect;

import static io.weir.operators.Flows.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.operators.Harnesses;
import io.weir.operators.RecordedMetrics;
import io.weir.operators.detect.Alert.Status;
import io.weir.operators.enrich.ids.FlowId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertLifecycleTest {

    private static final long T0 = 1_700_000_000_000L;
    private static final long SILENCE = 60_000;
    private static final String ID = "many-things/10.0.0.66/port-22/" + T0 / SILENCE * SILENCE;
    private static final AlertPolicy POLICY =
            new AlertPolicy(Duration.ofMillis(SILENCE), 3, 5, Set.of(), null);

    @TempDir private Path folder;

    private KeyedOneInputStreamOperatorTestHarness<String, Finding, Alert> harness;
    private RecordedMetrics metrics;

    @BeforeEach
    void open() throws Exception {
        harness = harness(POLICY);
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void opensWithTheFirstFindingOnly() throws Exception {
        Finding first = Findings.at(T0, 25);
        receive(first, Findings.at(T0 + 1_000, 40), Findings.at(T0 + 2_000, 249));

        assertThat(alerts())
                .containsExactly(new Alert(ID, Status.OPEN, T0, 1, false, first, Course.of(first)));
    }

    @Test
    void tellsAgainEachTimeTheCountHasGrownTenfold() throws Exception {
        receive(Findings.at(T0, 25), Findings.at(T0 + 1, 249), Findings.at(T0 + 2, 250));
        receive(
                Findings.at(T0 + 3, 2_499),
                Findings.at(T0 + 4, 9_000),
                Findings.at(T0 + 5, 89_999));
        receive(Findings.at(T0 + 6, 90_000));

        List<Alert> alerts = alerts();
        assertThat(alerts)
                .extracting(Alert::status)
                .containsExactly(Status.OPEN, Status.UPDATED, Status.UPDATED, Status.UPDATED);
        assertThat(alerts)
                .extracting(alert -> alert.finding().count())
                .containsExactly(25L, 250L, 9_000L, 90_000L);
        assertThat(alerts).extracting(Alert::revision).containsExactly(1L, 4L, 5L, 6L);
        assertThat(alerts).extracting(Alert::id).containsOnly(alerts.get(0).id());
        assertThat(alerts).extracting(Alert::openedMillis).containsOnly(T0);
    }

    @Test
    void closesAfterAMinuteOfSilenceWithTheLatestFinding() throws Exception {
        receive(Findings.at(T0, 25), Findings.at(T0 + 30_000, 31));
        harness.processWatermark(T0 + 30_000 + SILENCE - 1);
        assertThat(alerts()).extracting(Alert::status).containsExactly(Status.OPEN);
        harness.processWatermark(T0 + 30_000 + SILENCE);

        assertThat(alerts())
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.status()).isEqualTo(Status.CLOSED);
                            assertThat(alert.revision()).isEqualTo(100);
                            assertThat(alert.openedMillis()).isEqualTo(T0);
                            assertThat(alert.finding()).isEqualTo(Findings.at(T0 + 30_000, 31));
                        });
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    @Test
    void opensAgainUnderANewId() throws Exception {
        receive(Findings.at(T0, 25));
        harness.processWatermark(T0 + SILENCE);
        receive(Findings.at(T0 + SILENCE + 1, 25));

        List<Alert> alerts = alerts();
        assertThat(alerts)
                .extracting(Alert::status)
                .containsExactly(Status.OPEN, Status.CLOSED, Status.OPEN);
        assertThat(alerts.get(2).id()).isNotEqualTo(alerts.get(0).id());
        assertThat(alerts.get(2).revision()).isEqualTo(1);
    }

    @Test
    void closesAfterSilenceThoughTheWatermarkIsFarBehind() throws Exception {
        receive(Findings.at(T0, 25), Findings.at(T0 + SILENCE + 1, 26));
        harness.processWatermark(T0 + 10 * SILENCE);

        List<Alert> lagging = alerts();
        assertThat(lagging)
                .extracting(Alert::status)
                .containsExactly(Status.OPEN, Status.CLOSED, Status.OPEN, Status.CLOSED);
        assertThat(lagging).isEqualTo(alertsWithAWatermarkAfterEach(T0, T0 + SILENCE + 1));
    }

    @Test
    void staysOpenWhenAFindingComesAtTheVeryEndOfTheSilence() throws Exception {
        receive(Findings.at(T0, 25), Findings.at(T0 + SILENCE, 26));

        assertThat(alerts()).extracting(Alert::status).containsExactly(Status.OPEN);
    }

    @Test
    void keepsEntitiesAndScopesApart() throws Exception {
        harness.close();
        harness = harness(new AlertPolicy(Duration.ofMillis(SILENCE), 4, 4, Set.of(), null));
        harness.open();
        receive(Findings.of("10.0.0.1", "port-22", T0, 25));
        receive(Findings.of("10.0.0.1", "port-23", T0, 25));
        receive(Findings.of("10.0.0.2", "port-22", T0, 25));
        receive(Findings.of("10.0.0.2", "", T0, 25));

        List<Alert> alerts = alerts();
        assertThat(alerts).hasSize(4).extracting(Alert::status).containsOnly(Status.OPEN);
        assertThat(alerts).extracting(Alert::id).doesNotHaveDuplicates();
    }

    @Test
    void hasTheSameIdAndRevisionsHoweverTheFlowsWereSummedUp() throws Exception {
        receive(Findings.at(T0, 25), Findings.at(T0 + 700, 251), Findings.at(T0 + 1_400, 2_600));
        harness.processWatermark(T0 + 10 * SILENCE);
        List<Alert> once = alerts();
        receiveAnew(Findings.at(T0 + 900, 260), Findings.at(T0 + 1_400, 2_600));
        harness.processWatermark(T0 + 10 * SILENCE);
        List<Alert> again = alerts();

        assertThat(again).extracting(Alert::id).containsOnly(once.get(0).id());
        assertThat(once).extracting(Alert::revision).containsExactly(1L, 4L, 5L, 100L);
        assertThat(again).extracting(Alert::revision).containsExactly(1L, 5L, 100L);
    }

    @Test
    void closesWithItsWholeCourse() throws Exception {
        receive(
                Findings.seenBy("192.0.2.1", 1, T0, 25),
                Findings.seenBy("192.0.2.2", 2, T0 + 10_000, 90),
                Findings.seenBy("192.0.2.1", 3, T0 + 20_000, 30));
        harness.processWatermark(T0 + 10 * SILENCE);

        List<Alert> alerts = alerts();
        assertThat(alerts.get(1).finding().count()).isEqualTo(30);
        Course course = alerts.get(1).course();
        assertThat(course.durationMillis()).isEqualTo(80_000);
        assertThat(course.count()).isEqualTo(90);
        assertThat(course.traffic().flows()).isEqualTo(7 * 90);
        assertThat(course.traffic().packets()).isEqualTo(8 * 90);
        assertThat(course.traffic().bytes()).isEqualTo(9 * 90);
        assertThat(course.exporters()).containsExactly(address("192.0.2.1"), address("192.0.2.2"));
        assertThat(course.flowIds()).extracting(FlowId::low).containsExactly(1L, 2L, 3L);
    }

    @Test
    void namesNoMoreFlowsThanASampleHas() throws Exception {
        for (int flow = 0; flow < 1_000; flow++) {
            receive(Findings.seenBy("192.0.2.1", flow, T0 + flow, 25));
        }
        harness.processWatermark(T0 + 10 * SILENCE);

        assertThat(alerts().get(1).course().flowIds())
                .extracting(FlowId::low)
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    void opensSoManyOfARuleInAMinuteAndTellsOnceHowManyItHeldBack() throws Exception {
        for (int host = 1; host <= 5; host++) {
            receive(Findings.of("10.0.1." + host, "", T0, 25));
        }
        receive(Findings.of("10.0.1.5", "", T0 + 1, 26));

        List<Alert> alerts = alerts();
        assertThat(alerts).extracting(Alert::status).containsOnly(Status.OPEN);
        assertThat(alerts)
                .extracting(Alert::id)
                .containsExactly(
                        "many-things/10.0.1.1/" + T0 / SILENCE * SILENCE,
                        "many-things/10.0.1.2/" + T0 / SILENCE * SILENCE,
                        "many-things/10.0.1.3/" + T0 / SILENCE * SILENCE,
                        "many-things/held-back/" + T0 / SILENCE * SILENCE);
        harness.processWatermark(T0 + 10 * SILENCE);
        Alert closed = alerts().get(3);
        assertThat(closed.finding().isOfHeldBack()).isTrue();
        assertThat(closed.finding().count()).isEqualTo(2);
        assertThat(closed.finding().sample().peers())
                .containsExactly(address("10.0.1.4"), address("10.0.1.5"));
        assertThat(metrics.count(AlertLifecycle.ALERTS_OPENED, "many-things")).isEqualTo(3);
        assertThat(metrics.count(AlertLifecycle.FINDINGS_HELD_BACK, "many-things")).isEqualTo(3);
    }

    @Test
    void tellsOfWhatItHeldBackOnALogScale() throws Exception {
        for (int host = 1; host <= 3 + 250; host++) {
            receive(Findings.of("10.0.1." + host, "", T0, 25));
        }

        assertThat(alerts().stream().filter(alert -> alert.finding().isOfHeldBack()))
                .extracting(alert -> alert.status() + " " + alert.finding().count())
                .containsExactly("OPEN 1", "UPDATED 10", "UPDATED 100");
    }

    @Test
    void opensWhatItHeldBackOnceTheRuleMayOpenAgain() throws Exception {
        for (int host = 1; host <= 4; host++) {
            receive(Findings.of("10.0.1." + host, "", T0, 25));
        }
        alerts();
        receive(Findings.of("10.0.1.4", "", T0 + 55_000, 25));

        assertThat(alerts())
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.status()).isEqualTo(Status.OPEN);
                            assertThat(alert.finding().entity()).isEqualTo(address("10.0.1.4"));
                        });
    }

    @Test
    void neverHoldsBackUpdatesAndClosings() throws Exception {
        for (int host = 1; host <= 9; host++) {
            receive(Findings.of("10.0.1." + host, "", T0, 25));
        }
        alerts();
        receive(Findings.of("10.0.1.2", "", T0 + 1, 250));
        assertThat(alerts()).extracting(Alert::status).containsExactly(Status.UPDATED);
        harness.processWatermark(T0 + 10 * SILENCE);

        assertThat(alerts()).hasSize(3 + 1).extracting(Alert::status).containsOnly(Status.CLOSED);
    }

    @Test
    void givesEachRuleItsOwnShare() throws Exception {
        Rule other = new Rule("other-things", "Other things", "anomaly", 50, null);
        for (int host = 1; host <= 3; host++) {
            receive(Findings.of("10.0.1." + host, "", T0, 25));
            receive(Findings.of(other, "10.0.1." + host, "", T0, 25));
        }

        assertThat(alerts()).hasSize(6).noneMatch(alert -> alert.finding().isOfHeldBack());
    }

    @Test
    void closesTheOldestOfARuleWhenTooManyAreOpen() throws Exception {
        harness.close();
        harness = harness(new AlertPolicy(Duration.ofMillis(SILENCE), 5, 5, Set.of(), null));
        harness.open();
        receive(Findings.of("10.0.1.1", "", T0, 25), Findings.of("10.0.1.2", "", T0, 25));
        for (int host = 3; host <= 6; host++) {
            receive(Findings.of("10.0.1." + host, "", T0 + 45_000, 25));
        }
        receive(Findings.of("10.0.1.1", "", T0 + 46_000, 26));

        List<Alert> alerts = alerts();
        assertThat(alerts)
                .filteredOn(alert -> alert.status() == Status.CLOSED)
                .extracting(alert -> alert.finding().entity())
                .containsExactly(address("10.0.1.1"), address("10.0.1.2"));
        assertThat(alerts)
                .filteredOn(alert -> alert.status() == Status.OPEN)
                .extracting(Alert::id)
                .hasSize(7)
                .doesNotHaveDuplicates();
        assertThat(metrics.count(AlertLifecycle.ALERTS_EVICTED, "many-things")).isEqualTo(2);
    }

    @Test
    void aFloodOfEntitiesDoesNotGrowState() throws Exception {
        for (int entity = 0; entity < 100_000; entity++) {
            String address = "10.%d.%d.%d".formatted(entity >> 16, entity >> 8 & 255, entity & 255);
            receive(Findings.of(address, "", T0 + entity / 1_000, 25));
            harness.getOutput().clear();
        }

        assertThat(metrics.count(AlertLifecycle.FINDINGS_HELD_BACK, "many-things"))
                .isEqualTo(100_000 - 3);
        assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
        assertThat(harness.numEventTimeTimers()).isLessThan(5);
        assertThat(harness.snapshot(1, 0).getStateSize()).isLessThan(16_384);
        harness.processWatermark(T0 + 10 * SILENCE);
        assertThat(alerts())
                .filteredOn(alert -> alert.finding().isOfHeldBack())
                .singleElement()
                .satisfies(
                        alert -> assertThat(alert.finding().count()).isBetween(95_000L, 105_000L));
    }

    @Test
    void suppressedFindingsOpenNothingUntilTheSuppressionEnds() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("suppressions.csv"),
                        """
                        rule,entity,scope,until,reason
                        many-things,10.0.0.0/24,port-22,%s,a scanner of ours
                        """
                                .formatted(Instant.ofEpochMilli(T0 + 5_000)));
        harness.close();
        harness =
                harness(
                        new AlertPolicy(
                                Duration.ofMillis(SILENCE), 3, 5, Set.of(), file.toString()));
        harness.open();
        receive(Findings.at(T0, 25), Findings.at(T0 + 4_999, 25));
        assertThat(alerts()).isEmpty();
        assertThat(metrics.count(AlertLifecycle.FINDINGS_SUPPRESSED, "many-things")).isEqualTo(2);
        receive(Findings.of("10.0.0.66", "port-23", T0, 25), Findings.of("10.0.1.1", "", T0, 25));
        receive(Findings.at(T0 + 5_000, 25));

        assertThat(alerts()).hasSize(3).extracting(Alert::status).containsOnly(Status.OPEN);
    }

    @Test
    void marksAllStatesOfADryRun() throws Exception {
        harness.close();
        harness =
                harness(
                        new AlertPolicy(
                                Duration.ofMillis(SILENCE), 1, 1, Set.of("many-things"), null));
        harness.open();
        Rule other = new Rule("other-things", "Other things", "anomaly", 50, null);
        receive(
                Findings.at(T0, 25),
                Findings.at(T0 + 1, 250),
                Findings.of("10.0.1.1", "", T0, 25),
                Findings.of(other, "10.0.1.1", "", T0, 25));
        harness.processWatermark(T0 + 10 * SILENCE);

        List<Alert> alerts = alerts();
        assertThat(alerts).hasSize(3 + 2 + 2);
        assertThat(alerts)
                .allSatisfy(
                        alert ->
                                assertThat(alert.isDryRun())
                                        .isEqualTo(
                                                alert.finding().rule().id().equals("many-things")));
    }

    @Test
    void aRestoreGoesOnWithTheMinuteAndWhatItHeldBack() throws Exception {
        List<Alert> unbroken = new ArrayList<>();
        for (int host = 1; host <= 20; host++) {
            receive(Findings.of("10.0.1." + host, "", T0 + host, 25));
        }
        harness.processWatermark(T0 + 10 * SILENCE);
        unbroken.addAll(alerts());

        harness.close();
        harness = harness(POLICY);
        harness.open();
        List<Alert> broken = new ArrayList<>();
        for (int host = 1; host <= 20; host++) {
            receive(Findings.of("10.0.1." + host, "", T0 + host, 25));
            broken.addAll(alerts());
            OperatorSubtaskState state = harness.snapshot(host, 0);
            harness.close();
            harness = harness(POLICY);
            harness.initializeState(state);
            harness.open();
        }
        harness.processWatermark(T0 + 10 * SILENCE);
        broken.addAll(alerts());

        assertThat(broken).isEqualTo(unbroken);
    }

    @Test
    void windowsThatOverlapAreOneAlert() throws Exception {
        for (int step = 0; step < 12; step++) {
            receive(Findings.at(T0 + step * 10_000L, 30 + step));
            harness.processWatermark(T0 + step * 10_000L);
        }
        harness.processWatermark(T0 + 11 * 10_000L + SILENCE);

        assertThat(alerts()).extracting(Alert::status).containsExactly(Status.OPEN, Status.CLOSED);
    }

    @Test
    void saysTheSameOfTheSameInput() throws Exception {
        List<Alert> once = alertsWithAWatermarkAfterEach(T0, T0 + 1_000, T0 + 2 * SILENCE);
        List<Alert> again = alertsWithAWatermarkAfterEach(T0, T0 + 1_000, T0 + 2 * SILENCE);

        assertThat(once).hasSize(4).isEqualTo(again);
    }

    @Test
    void aRestoreInBetweenNeitherLosesNorRepeats() throws Exception {
        receive(Findings.at(T0, 25));
        assertThat(alerts()).hasSize(1);
        OperatorSubtaskState state = harness.snapshot(1, 0);
        harness.close();

        harness = harness(POLICY);
        harness.initializeState(state);
        harness.open();
        receive(Findings.at(T0 + 1_000, 26), Findings.at(T0 + 2_000, 260));
        harness.processWatermark(T0 + 2_000 + SILENCE);

        List<Alert> alerts = alerts();
        assertThat(alerts).extracting(Alert::status).containsExactly(Status.UPDATED, Status.CLOSED);
        assertThat(alerts).extracting(Alert::revision).containsExactly(4L, 100L);
        assertThat(alerts).extracting(Alert::id).containsOnly(ID);
    }

    @Test
    void aCountThatCannotGrowTenfoldIsToldOnce() throws Exception {
        receive(Findings.at(T0, Long.MAX_VALUE - 1), Findings.at(T0 + 1, Long.MAX_VALUE));
        receive(Findings.at(T0 + 2, Long.MAX_VALUE));

        assertThat(alerts()).extracting(Alert::status).containsExactly(Status.OPEN);
    }

    private List<Alert> alertsWithAWatermarkAfterEach(long... times) throws Exception {
        try (var other = harness(POLICY)) {
            other.open();
            for (int i = 0; i < times.length; i++) {
                other.processWatermark(times[i] - 1);
                other.processElement(Findings.at(times[i], 25 + i), times[i]);
            }
            other.processWatermark(times[times.length - 1] + 10 * SILENCE);
            return Harnesses.values(other);
        }
    }

    private void receiveAnew(Finding... findings) throws Exception {
        harness.close();
        harness = harness(POLICY);
        harness.open();
        receive(findings);
    }

    private void receive(Finding... findings) throws Exception {
        for (Finding finding : findings) {
            harness.processElement(finding, finding.triggerReceivedMillis());
        }
    }

    private List<Alert> alerts() {
        return new ArrayList<>(Harnesses.values(harness));
    }

    private KeyedOneInputStreamOperatorTestHarness<String, Finding, Alert> harness(
            AlertPolicy policy) throws Exception {
        metrics = new RecordedMetrics();
        return Harnesses.keyed(
                new AlertLifecycle(policy),
                finding -> finding.rule().id(),
                Types.STRING,
                DetectSerializers.ALERT,
                metrics);
    }
}
