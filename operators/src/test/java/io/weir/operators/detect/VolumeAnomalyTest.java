package io.weir.operators.detect;

import static io.weir.operators.Flows.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.operators.Harnesses;
import io.weir.operators.RecordedMetrics;
import io.weir.operators.detect.Finding.Role;
import io.weir.operators.traffic.Dimension;
import io.weir.operators.traffic.Rollup;
import io.weir.operators.traffic.Traffic;
import io.weir.operators.traffic.TrafficKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From 50 Mbit/s on, after half an hour of warm-up. */
class VolumeAnomalyTest {

    private static final long MINUTE = 60_000;
    private static final long BOUND = 50_000_000;
    private static final TrafficKey HTTPS = key((6L << 17) | (1 << 16) | 443);

    private KeyedOneInputStreamOperatorTestHarness<String, Rollup, Finding> harness;

    @BeforeEach
    void open() throws Exception {
        harness = harness();
        harness.open();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Rollup, Finding> harness()
            throws Exception {
        return Harnesses.keyed(
                new VolumeAnomaly(BOUND, Duration.ofMinutes(30)),
                MeasuredTraffic::scope,
                Types.STRING,
                DetectSerializers.FINDING,
                new RecordedMetrics());
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void aServiceWithFarMoreThanUsualIsFoundAndStandsUntilTheNextMinuteIsUsual() throws Exception {
        for (int minute = 0; minute < 60; minute++) {
            receive(service(minute, 30_000_000));
        }
        assertThat(findings()).isEmpty();

        receive(service(60, 400_000_000));
        assertThat(findings())
                .hasSizeBetween(1, 2)
                .allSatisfy(
                        finding -> {
                            assertThat(finding.alertKey())
                                    .isEqualTo("volume-anomaly-service/service-tcp-443");
                            assertThat(finding.entity()).isNull();
                            assertThat(finding.role()).isEqualTo(Role.NONE);
                            assertThat(finding.isOfHeldBack()).isFalse();
                            assertThat(finding.count()).isEqualTo(400_000_000);
                            assertThat(finding.measure()).isEqualTo("bit/s");
                        });

        receive(service(61, 30_000_000));
        List<Finding> standing = findings();
        assertThat(standing)
                .extracting(Finding::triggerReceivedMillis)
                .containsExactly(61 * MINUTE + 30_000, 62 * MINUTE);
        receive(service(62, 30_000_000));
        assertThat(findings()).isEmpty();
    }

    @Test
    void anAlertLastsAsLongAsTheAnomaly() throws Exception {
        List<Finding> findings = new ArrayList<>();
        for (int minute = 0; minute < 60; minute++) {
            receive(service(minute, minute < 52 ? 1_000_000 : 200_000_000));
            findings.addAll(findings());
        }
        long before = 0;
        for (Finding finding : findings) {
            assertThat(finding.triggerReceivedMillis() - before)
                    .as("between findings")
                    .isLessThanOrEqualTo(before == 0 ? Long.MAX_VALUE : MINUTE / 2 + 1);
            before = finding.triggerReceivedMillis();
        }
        assertThat(before).isGreaterThanOrEqualTo(60 * MINUTE);
    }

    @Test
    void whatIsLessThanTheBoundOrInTheWarmUpIsNotFound() throws Exception {
        receive(service(0, 1_000_000));
        receive(service(29, 900_000_000));
        assertThat(findings()).isEmpty();
        for (int minute = 31; minute < 60; minute++) {
            receive(system(64_500, minute, 2_000_000));
        }
        receive(system(64_500, 60, BOUND - 8));
        assertThat(findings()).isEmpty();
    }

    @Test
    void whatAlwaysHasMuchIsNotFound() throws Exception {
        for (int minute = 0; minute < 60; minute++) {
            receive(service(minute, minute % 2 == 0 ? 200_000_000 : 240_000_000));
        }
        receive(service(60, 380_000_000));
        assertThat(findings()).isEmpty();
    }

    @Test
    void aFindingStandsNoLongerThanTheNextMinuteMayTake() throws Exception {
        receive(service(0, 8));
        receive(service(60, BOUND));
        harness.processWatermark(70 * MINUTE);

        assertThat(findings())
                .hasSizeGreaterThan(1)
                .allMatch(finding -> finding.triggerReceivedMillis() <= 61 * MINUTE + 90_000);
    }

    @Test
    void anInterfaceIsThatOfItsExporter() throws Exception {
        IpAddress exporter = address("192.0.2.1");
        receive(service(0, 8));
        receive(
                rollup(
                        Dimension.INTERFACE,
                        new TrafficKey(exporter.high(), exporter.low(), 3, 1, null),
                        60,
                        BOUND));

        assertThat(findings().get(0))
                .satisfies(
                        finding -> {
                            assertThat(finding.alertKey())
                                    .isEqualTo(
                                            "volume-anomaly-interface/192.0.2.1/interface-3-out");
                            assertThat(finding.role()).isEqualTo(Role.EXPORTER);
                            assertThat(finding.sample().exporters()).containsExactly(exporter);
                        });
    }

    @Test
    void laterTotalsOfAMinuteOfBeforeChangeNothing() throws Exception {
        receive(service(0, 8));
        receive(service(60, BOUND));
        receive(service(59, 8));
        assertThat(findings()).isNotEmpty();
        harness.processWatermark(61 * MINUTE + 60_000);
        assertThat(findings()).isNotEmpty();
    }

    @Test
    void onlyMinutesOfServicesKnownSystemsAndInterfacesAreMeasured() {
        assertThat(MeasuredTraffic.isMeasured(service(0, 8))).isTrue();
        assertThat(MeasuredTraffic.isMeasured(system(64_500, 0, 8))).isTrue();
        assertThat(MeasuredTraffic.isMeasured(system(0, 0, 8))).isFalse();
        assertThat(MeasuredTraffic.isMeasured(rollup(Dimension.EXPORTER, HTTPS, 0, 8))).isFalse();
        Rollup hour =
                new Rollup(
                        Dimension.SERVICE,
                        0,
                        60 * MINUTE,
                        HTTPS,
                        false,
                        0,
                        new Traffic(1, 1, 1),
                        null,
                        0);
        assertThat(MeasuredTraffic.isMeasured(hour)).isFalse();
        assertThat(MeasuredTraffic.scope(system(64_500, 0, 8))).isEqualTo("as-64500-source");
        assertThat(MeasuredTraffic.scope(rollup(Dimension.SERVICE, key(47L << 17), 0, 8)))
                .isEqualTo("service-47");
    }

    @Test
    void aRestartForgetsNeitherWhatIsUsualNorWhatStands() throws Exception {
        for (int minute = 0; minute < 60; minute++) {
            receive(service(minute, 30_000_000));
        }
        receive(service(60, 400_000_000));
        findings();
        OperatorSubtaskState state = harness.snapshot(1, 1);
        harness.close();
        harness = harness();
        harness.initializeState(state);
        harness.open();

        harness.processWatermark(61 * MINUTE + 60_000);
        assertThat(findings()).isNotEmpty();
        receive(service(61, 70_000_000));
        harness.processWatermark(64 * MINUTE);
        findings();
        receive(service(64, 400_000_000));
        assertThat(findings()).isNotEmpty();
    }

    /** Published five seconds after the end of the minute. */
    private void receive(Rollup rollup) throws Exception {
        harness.processWatermark(rollup.windowEnd() + 5_000);
        harness.processElement(rollup, rollup.windowEnd());
    }

    private List<Finding> findings() {
        return Harnesses.values(harness);
    }

    private static Rollup service(int minute, long bitsPerSecond) {
        return rollup(Dimension.SERVICE, HTTPS, minute, bitsPerSecond);
    }

    private static Rollup system(long number, int minute, long bitsPerSecond) {
        return rollup(Dimension.AS, key(number), minute, bitsPerSecond);
    }

    private static TrafficKey key(long number) {
        return new TrafficKey(number, 0, 0, 0, null);
    }

    private static Rollup rollup(
            Dimension dimension, TrafficKey key, int minute, long bitsPerSecond) {
        return new Rollup(
                dimension,
                minute * MINUTE,
                (minute + 1) * MINUTE,
                key,
                /* isOther= */ false,
                0,
                new Traffic(bitsPerSecond * 60 / 8, 1, 1),
                null,
                0);
    }
}
