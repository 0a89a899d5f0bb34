package io.weir.operators.detect;

import static io.weir.operators.Flows.address;
import static io.weir.operators.detect.EvidenceKind.ICMP_UNREACHABLE;
import static io.weir.operators.detect.EvidenceKind.TCP_ATTEMPT;
import static io.weir.operators.detect.Suspicions.evidence;
import static io.weir.operators.detect.Suspicions.onHosts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.codec.IpAddress;
import io.weir.operators.Harnesses;
import io.weir.operators.RecordedMetrics;
import io.weir.operators.enrich.networks.Networks;
import io.weir.operators.enrich.networks.NetworksSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectionsByNetworkTest {

    private static final long T0 = 1_700_000_000_000L;
    private static final IpAddress GUEST = address("10.1.0.66");
    private static final IpAddress SERVER = address("10.2.0.66");
    private static final IpAddress NEITHER = address("10.3.0.66");

    private final RecordedMetrics metrics = new RecordedMetrics();
    @TempDir private Path folder;
    private NetworksSource networks;
    private KeyedOneInputStreamOperatorTestHarness<Suspect, Evidence, Finding> harness;

    @BeforeEach
    void writeNetworks() throws IOException {
        Path file = folder.resolve("networks.csv");
        networks = new NetworksSource(file.toString(), Networks.PRIVATE_RANGES);
        label("guests", "servers");
    }

    @AfterEach
    void close() throws Exception {
        if (harness != null) {
            harness.close();
        }
    }

    @Test
    void theSameEvidenceIsJudgedByTheNetworkOfTheSuspect() throws Exception {
        open(of(List.of(scan(25)), Map.of("guests", List.of(scan(100)))));
        receive(T0, GUEST, 1, 60);
        receive(T0, SERVER, 1, 60);
        receive(T0, NEITHER, 1, 60);
        assertThat(findings(T0 + 1_000))
                .extracting(Finding::entity)
                .containsExactlyInAnyOrder(SERVER, NEITHER);

        receive(T0 + 1_000, GUEST, 61, 100);
        assertThat(findings(T0 + 2_000)).extracting(Finding::entity).containsExactly(GUEST);
    }

    @Test
    void whatIsSwitchedOffInANetworkIsSilentThereAndTakesNoRoom() throws Exception {
        open(of(List.of(scan(25)), Map.of("guests", List.of())));
        receive(T0, GUEST, 1, 200);
        receive(T0, SERVER, 1, 200);

        assertThat(findings(T0 + 1_000)).extracting(Finding::entity).containsExactly(SERVER);
        assertThat(metrics.now(EvidenceDetector.SUSPECTS)).isEqualTo(1);
    }

    @Test
    void whatIsOnInOneNetworkOnlyIsFoundThere() throws Exception {
        open(of(List.of(), Map.of("servers", List.of(scan(25)))));
        receive(T0, GUEST, 1, 200);
        receive(T0, SERVER, 1, 200);

        assertThat(findings(T0 + 1_000)).extracting(Finding::entity).containsExactly(SERVER);
    }

    @Test
    void whatWasGatheredUnderAnotherNameOfTheNetworkCounts() throws Exception {
        open(of(List.of(scan(25)), Map.of("guests", List.of(scan(100)))));
        receive(T0, GUEST, 1, 60);
        receive(T0, SERVER, 1, 20);
        assertThat(findings(T0 + 1_000)).isEmpty();
        label("servers", "guests");
        restart(of(List.of(scan(25)), Map.of("guests", List.of(scan(100)))));

        receive(T0 + 2_000, GUEST, 61, 61);
        receive(T0 + 2_000, SERVER, 21, 30);
        assertThat(findings(T0 + 3_000))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.entity()).isEqualTo(GUEST);
                            assertThat(finding.count()).isEqualTo(61);
                        });
    }

    @Test
    void slowScansAreJudgedByTheNetworkToo() throws Exception {
        Map<String, SlowScan> named = new HashMap<>();
        named.put("guests", null);
        named.put("servers", new SlowScan(new ScanBounds(80, 80, 75)));
        SlowScan elsewhere = new SlowScan(new ScanBounds(60, 60, 75));
        try (var slow = slow(ByNetwork.of(elsewhere, named, networks))) {
            slow.open();
            for (IpAddress suspect : List.of(GUEST, SERVER, NEITHER)) {
                slow.processElement(judged(suspect, 1, 60), T0);
            }

            assertThat(Harnesses.values(slow)).extracting(Finding::entity).containsExactly(NEITHER);
            assertThat(metrics.now(SlowScanDetector.SLOW_SUSPECTS)).isEqualTo(2);
        }
    }

    @Test
    void slowScansOfANetworkWhereTheyAreOffSinceAreForgotten() throws Exception {
        Map<String, SlowScan> named = new HashMap<>();
        named.put("guests", null);
        SlowScan elsewhere = new SlowScan(new ScanBounds(60, 60, 75));
        label("others", "servers");
        OperatorSubtaskState state;
        try (var slow = slow(ByNetwork.of(elsewhere, named, networks))) {
            slow.open();
            slow.processElement(judged(GUEST, 1, 59), T0);
            state = slow.snapshot(1, 0);
        }
        label("guests", "servers");
        try (var slow = slow(ByNetwork.of(elsewhere, named, networks))) {
            slow.initializeState(state);
            slow.open();
            slow.processElement(judged(GUEST, 60, 61), T0);
            assertThat(slow.numKeyedStateEntries()).isZero();
            assertThat(Harnesses.values(slow)).isEmpty();
        }
    }

    @Test
    void oneKindOfEvidenceHasOneWindowEverywhere() {
        Detection longer = new Detection(TCP_ATTEMPT, Duration.ofSeconds(90), scan(25).judgement());

        assertThatThrownBy(() -> of(List.of(scan(25)), Map.of("guests", List.of(longer))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "TCP_ATTEMPT is counted over PT1M in one network and over PT1M30S in"
                                + " another.");
    }

    @Test
    void namesOfNetworksNeedNetworks() {
        assertThatThrownBy(
                        () -> DetectionsByNetwork.of(List.of(), Map.of("guests", List.of()), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("guests");
    }

    @Test
    void aFileThatIsNotThereIsNamed() throws IOException {
        Files.delete(Path.of(networks.file()));
        DetectionsByNetwork detections = of(List.of(), Map.of("guests", List.of()));

        assertThatThrownBy(detections::open)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("networks.file: " + networks.file());
        detections.close();
    }

    @Test
    void noFileIsOpenedWhereNoNetworkIsNamed() throws IOException {
        Files.delete(Path.of(networks.file()));
        DetectionsByNetwork detections = of(List.of(scan(25)), Map.of());
        detections.open();

        assertThat(detections.of(new Suspect(TCP_ATTEMPT, GUEST)).kind()).isEqualTo(TCP_ATTEMPT);
        assertThat(detections.of(new Suspect(ICMP_UNREACHABLE, GUEST))).isNull();
        detections.close();
    }

    private static JudgedEvidence judged(IpAddress suspect, int firstHost, int lastHost) {
        Evidence evidence = evidence(TCP_ATTEMPT, T0, onHosts(firstHost, lastHost, 22));
        return new JudgedEvidence(
                Suspicions.against(new Suspect(TCP_ATTEMPT, suspect), evidence), false);
    }

    private KeyedOneInputStreamOperatorTestHarness<Suspect, JudgedEvidence, Finding> slow(
            ByNetwork<SlowScan> judgements) throws Exception {
        return Harnesses.keyed(
                new SlowScanDetector(Duration.ofHours(2), judgements),
                JudgedEvidence::suspect,
                DetectSerializers.SUSPECT,
                DetectSerializers.FINDING,
                metrics);
    }

    private void label(String first, String second) throws IOException {
        Files.writeString(
                Path.of(networks.file()),
                "prefix,name,site\n10.1.0.0/16,%s,\n10.2.0.0/16,%s,\n10.3.0.0/16,,lab\n"
                        .formatted(first, second));
    }

    private DetectionsByNetwork of(List<Detection> elsewhere, Map<String, List<Detection>> named) {
        return DetectionsByNetwork.of(elsewhere, named, networks);
    }

    private static Detection scan(int hosts) {
        ScanBounds bounds = new ScanBounds(hosts, 250, 50);
        return new Detection(TCP_ATTEMPT, Duration.ofMinutes(1), new SynScan(bounds, bounds));
    }

    private void receive(long millis, IpAddress suspect, int firstHost, int lastHost)
            throws Exception {
        Evidence evidence = evidence(TCP_ATTEMPT, millis, onHosts(firstHost, lastHost, 22));
        harness.processElement(
                Suspicions.against(new Suspect(TCP_ATTEMPT, suspect), evidence), millis);
    }

    private List<Finding> findings(long watermark) throws Exception {
        harness.processWatermark(watermark);
        return new ArrayList<>(Harnesses.values(harness));
    }

    private void open(DetectionsByNetwork detections) throws Exception {
        harness = harness(detections);
        harness.open();
    }

    private void restart(DetectionsByNetwork detections) throws Exception {
        OperatorSubtaskState state = harness.snapshot(1, 0);
        harness.close();
        harness = harness(detections);
        harness.initializeState(state);
        harness.open();
    }

    private KeyedOneInputStreamOperatorTestHarness<Suspect, Evidence, Finding> harness(
            DetectionsByNetwork detections) throws Exception {
        return Harnesses.keyed(
                new EvidenceDetector(detections),
                Evidence::suspect,
                DetectSerializers.SUSPECT,
                DetectSerializers.FINDING,
                metrics);
    }
}
