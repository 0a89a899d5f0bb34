package io.weir.operators.detect;

import static io.weir.operators.Flows.SYN;
import static io.weir.operators.Flows.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.operators.EnrichedHarness;
import io.weir.operators.Flows;
import io.weir.operators.Harnesses;
import io.weir.operators.RecordedMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.Test;

/** All stages of a detection, with the exporters on two subtasks. */
class ScanSeenByTwoExportersTest {

    private static final long T0 = 1_700_000_000_000L;
    private static final IpAddress SCANNER = address("10.0.0.66");

    @Test
    void isOneAlertThatNamesBoth() throws Exception {
        List<Alert> alerts = new ArrayList<>();
        try (var west = evidence();
                var east = evidence();
                var detector =
                        Harnesses.keyed(
                                new EvidenceDetector(
                                        List.of(
                                                new Detection(
                                                        EvidenceKind.TCP_ATTEMPT,
                                                        Duration.ofMinutes(1),
                                                        new SynScan(
                                                                new ScanBounds(25, 100, 50),
                                                                new ScanBounds(50, 50, 80))))),
                                Evidence::suspect,
                                DetectSerializers.SUSPECT,
                                DetectSerializers.FINDING,
                                1,
                                0);
                var lifecycle =
                        Harnesses.keyed(
                                new AlertLifecycle(
                                        new AlertPolicy(
                                                Duration.ofSeconds(60), 60, 60, Set.of(), null)),
                                finding -> finding.rule().id(),
                                Types.STRING,
                                DetectSerializers.ALERT,
                                1,
                                0)) {
            detector.open();
            lifecycle.open();
            for (int second = 0; second < 200; second++) {
                long now = T0 + second * 1_000L;
                if (second < 50) {
                    west.processElement(scan("192.0.2.1", now, second), now);
                    east.processElement(scan("192.0.2.2", now, second), now);
                }
                west.processWatermark(now);
                east.processWatermark(now);
                detector.processElements(new ArrayList<>(Harnesses.drain(west)));
                detector.processElements(new ArrayList<>(Harnesses.drain(east)));
                detector.processWatermark(now);
                lifecycle.processElements(new ArrayList<>(Harnesses.drain(detector)));
                lifecycle.processWatermark(now);
                alerts.addAll(Harnesses.values(lifecycle));
            }
        }

        assertThat(alerts)
                .extracting(Alert::status)
                .containsExactly(Alert.Status.OPEN, Alert.Status.CLOSED);
        assertThat(alerts).extracting(Alert::id).containsOnly(alerts.get(0).id());
        // Both see the same flows, one host a second.
        assertThat(alerts.get(0).openedMillis()).isEqualTo(T0 + 24_000);
        Finding last = alerts.get(1).finding();
        assertThat(last.count()).isEqualTo(50);
        assertThat(alerts.get(1).course().exporters())
                .containsExactly(address("192.0.2.1"), address("192.0.2.2"));
    }

    private static EnrichedHarness<Evidence> evidence() throws Exception {
        var harness =
                Harnesses.chained(
                        new EvidencePreAggregator(
                                List.of(EvidenceKind.TCP_ATTEMPT), List.of(), SieveOptions.NONE),
                        DetectSerializers.EVIDENCE,
                        new RecordedMetrics());
        harness.open();
        return harness;
    }

    private static FlowBatch scan(String exporter, long received, int host) {
        return Flows.from(exporter, received)
                .flow()
                .source(SCANNER)
                .destination(IpAddress.ofIpv4(0x0a00_0100L + host))
                .tcp(SYN, 443)
                .batch();
    }
}
