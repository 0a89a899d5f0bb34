package io.weir.operators.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.operators.Harnesses;
import io.weir.operators.detect.Alert.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertLifecycleTest {

    private static final long T0 = 1_700_000_000_000L;
    private static final long SILENCE = 60_000;

    private KeyedOneInputStreamOperatorTestHarness<String, Finding, Alert> harness;

    @BeforeEach
    void open() throws Exception {
        harness = harness();
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
                .containsExactly(
                        new Alert(
                                "many-things/10.0.0.66/port-22/" + T0, Status.OPEN, T0, 1, first));
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
        assertThat(alerts).extracting(Alert::revision).containsExactly(1L, 2L, 3L, 4L);
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
                            assertThat(alert.revision()).isEqualTo(2);
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
        receive(Findings.of("10.0.0.1", "port-22", T0, 25));
        receive(Findings.of("10.0.0.1", "port-23", T0, 25));
        receive(Findings.of("10.0.0.2", "port-22", T0, 25));
        receive(Findings.of("10.0.0.2", "", T0, 25));

        List<Alert> alerts = alerts();
        assertThat(alerts).hasSize(4).extracting(Alert::status).containsOnly(Status.OPEN);
        assertThat(alerts).extracting(Alert::id).doesNotHaveDuplicates();
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

        harness = harness();
        harness.initializeState(state);
        harness.open();
        receive(Findings.at(T0 + 1_000, 26), Findings.at(T0 + 2_000, 260));
        harness.processWatermark(T0 + 2_000 + SILENCE);

        List<Alert> alerts = alerts();
        assertThat(alerts).extracting(Alert::status).containsExactly(Status.UPDATED, Status.CLOSED);
        assertThat(alerts).extracting(Alert::revision).containsExactly(2L, 3L);
        assertThat(alerts)
                .extracting(Alert::id)
                .containsOnly("many-things/10.0.0.66/port-22/" + T0);
    }

    @Test
    void aCountThatCannotGrowTenfoldIsToldOnce() throws Exception {
        receive(Findings.at(T0, Long.MAX_VALUE - 1), Findings.at(T0 + 1, Long.MAX_VALUE));
        receive(Findings.at(T0 + 2, Long.MAX_VALUE));

        assertThat(alerts()).extracting(Alert::status).containsExactly(Status.OPEN);
    }

    private List<Alert> alertsWithAWatermarkAfterEach(long... times) throws Exception {
        try (var other = harness()) {
            other.open();
            for (int i = 0; i < times.length; i++) {
                other.processWatermark(times[i] - 1);
                other.processElement(Findings.at(times[i], 25 + i), times[i]);
            }
            other.processWatermark(times[times.length - 1] + 10 * SILENCE);
            return Harnesses.values(other);
        }
    }

    private void receive(Finding... findings) throws Exception {
        for (Finding finding : findings) {
            harness.processElement(finding, finding.triggerReceivedMillis());
        }
    }

    private List<Alert> alerts() {
        return new ArrayList<>(Harnesses.values(harness));
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Finding, Alert> harness()
            throws Exception {
        return Harnesses.keyed(
                new AlertLifecycle(Duration.ofMillis(SILENCE)),
                Finding::alertKey,
                Types.STRING,
                DetectSerializers.ALERT,
                1,
                0);
    }
}
