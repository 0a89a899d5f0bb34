package io.weir.operators.detect;

import static io.weir.operators.Flows.ACK;
import static io.weir.operators.Flows.RST;
import static io.weir.operators.Flows.SYN;
import static io.weir.operators.Flows.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowField;
import io.weir.operators.Flows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scans and what looks like scans, of which each packet is seen with a probability of 1/N. */
class SampledSynScanTest {

    private static final long T0 = 1_700_000_000_000L;
    private static final IpAddress SOURCE = address("10.0.0.66");
    private static final int SECONDS = 90;

    private final SplittableRandom random = new SplittableRandom(42);
    private DetectionUnderTest detection;
    private long now = T0;

    @BeforeEach
    void open() throws Exception {
        detection =
                new DetectionUnderTest(
                        new Detection(
                                EvidenceKind.TCP_ATTEMPT,
                                Duration.ofSeconds(60),
                                new SynScan(
                                        new ScanBounds(25, 25, 50), new ScanBounds(50, 50, 80))),
                        SieveOptions.NONE);
    }

    @AfterEach
    void close() throws Exception {
        detection.close();
    }

    @ParameterizedTest
    @CsvSource({"10, 40", "100, 400", "1000, 4000"})
    void aScanIsFound(int interval, int perSecond) throws Exception {
        assertThat(findings(interval, perSecond, /* packets= */ 1, /* failing= */ 0, 0))
                .isNotEmpty()
                .allSatisfy(
                        finding -> {
                            assertThat(finding.alertKey())
                                    .isEqualTo("syn-scan-horizontal/10.0.0.66/port-443");
                            assertThat(finding.traffic().packets())
                                    .isGreaterThanOrEqualTo(interval * finding.traffic().flows());
                        });
    }

    /** A crawler, a gateway and a busy client differ in rate and in packets of a session. */
    @ParameterizedTest
    @CsvSource({
        "2, 200, 5", "10, 200, 5", "10, 2000, 8",
        "100, 150, 5", "100, 500, 5", "100, 5000, 12",
        "1000, 1500, 5", "1000, 5000, 5", "1000, 20000, 30"
    })
    void whoHasVeryManySessionsDoesNotScan(int interval, int perSecond, int packets)
            throws Exception {
        assertThat(findings(interval, perSecond, packets, /* failing= */ 0.05, 0)).isEmpty();
    }

    @Test
    void aSourceThatMostlyFailsIsSparedAsLongAsItsSessionsSpeakForIt() throws Exception {
        assertThat(findings(100, 500, /* packets= */ 6, /* failing= */ 0.4, 0)).isEmpty();
    }

    /** Each packet is a flow of its own, as in sFlow. */
    @Test
    void packetsOneByOneAreJudgedAlike() throws Exception {
        for (int second = 0; second < SECONDS; second++) {
            Flows flows = Flows.receivedAt(now);
            for (int i = 0; i < 10; i++) {
                flow(flows, 100 * second + i, SYN, 128);
                for (int ack = 0; ack < 4; ack++) {
                    flow(flows, 100 * second + 50 + i, ACK, 128);
                }
            }
            assertThat(step(flows)).isEmpty();
        }
    }

    @Test
    void aSampledRstIsNeitherAnAttemptNorAnAnswer() throws Exception {
        List<Finding> findings = new ArrayList<>();
        for (int second = 0; second < SECONDS; second++) {
            Flows flows = Flows.receivedAt(now);
            for (int i = 0; i < 4; i++) {
                flow(flows, 100 * second + i, SYN, 100);
                flow(flows, 100 * second + 50 + i, RST, 100);
                flow(flows, 100 * second + 50 + i, RST | ACK, 100);
            }
            findings.addAll(step(flows));
        }
        assertThat(findings).isNotEmpty();
        assertThat(findings).allMatch(finding -> finding.entity().equals(SOURCE));
    }

    /** Sessions end with it, too: of a sampled one nobody knows what came before. */
    @Test
    void whoDrawsManySampledRstsDoesNotScan() throws Exception {
        for (int second = 0; second < SECONDS; second++) {
            Flows flows = Flows.receivedAt(now);
            for (int i = 0; i < 5; i++) {
                flows.flow()
                        .source(IpAddress.ofIpv4(0xc612_0000L + 5L * second + i))
                        .destination(SOURCE)
                        .tcp(RST | ACK, 50_000)
                        .with(FlowField.SOURCE_PORT, 443)
                        .with(FlowField.SAMPLING_INTERVAL, 100)
                        .packets(1);
            }
            assertThat(step(flows)).isEmpty();
        }
    }

    /** 15 whole and 15 sampled hosts a minute are too few of either. */
    @Test
    void sampledAndWholeEvidenceAreNotAddedUp() throws Exception {
        List<Finding> findings = new ArrayList<>();
        for (int host = 0; host < 15; host++) {
            Flows flows = Flows.receivedAt(now);
            flow(flows, host, SYN, 1);
            for (int i = 0; i < 3; i++) {
                flow(flows, 1_000 + 3 * host + i, SYN, 100);
            }
            findings.addAll(step(flows));
        }
        assertThat(findings).isEmpty();
    }

    @Test
    void anExporterThatSamplesAndOneThatDoesNotHaveOneAlertInCommon() throws Exception {
        List<String> keys = new ArrayList<>();
        for (int second = 0; second < SECONDS; second++) {
            Flows flows = Flows.receivedAt(now);
            for (int i = 0; i < 200; i++) {
                flow(flows, 200 * second + i, SYN, 1);
                if (random.nextInt(50) == 0) {
                    flow(flows, 200 * second + i, SYN, 50);
                }
            }
            List<Finding> findings = step(flows);
            findings.forEach(
                    finding -> keys.add(finding.alertKey() + " " + finding.traffic().packets()));
        }
        assertThat(keys).hasSizeGreaterThan(SECONDS);
        assertThat(keys).allMatch(key -> key.startsWith("syn-scan-horizontal/10.0.0.66/port-443 "));
    }

    @Test
    void clientsWithOneSampledSynAreNotTold() throws Exception {
        Flows flows = Flows.receivedAt(T0);
        for (int client = 0; client < 200; client++) {
            flows.flow().source(IpAddress.ofIpv4(0x0a10_0000L + client)).destination("192.0.2.1");
            flows.tcp(SYN, 443).with(FlowField.SAMPLING_INTERVAL, 1_000);
        }
        detection.receive(flows);
        assertThat(detection.evidence(T0 + 1_000)).isEmpty();
    }

    /**
     * What is found of a source that opens sessions with hosts of which none comes twice.
     *
     * @param packets of the source in a session that is answered, its SYN included
     * @param failing the part of sessions that are SYNs without an answer, three each
     */
    private List<Finding> findings(
            int interval, int perSecond, int packets, double failing, int firstHost)
            throws Exception {
        List<Finding> findings = new ArrayList<>();
        int host = firstHost;
        for (int second = 0; second < SECONDS; second++) {
            Flows flows = Flows.receivedAt(now);
            for (int session = 0; session < perSecond; session++) {
                boolean isFailing = random.nextDouble() < failing;
                int syns = kept(isFailing ? 3 : 1, interval);
                int acks = isFailing ? 0 : kept(packets - 1, interval);
                int flags = (syns > 0 ? SYN : 0) | (acks > 0 ? ACK : 0);
                if (flags != 0) {
                    flow(flows, host, flags, interval).packets(syns + acks);
                }
                host++;
            }
            findings.addAll(step(flows));
        }
        return findings;
    }

    private int kept(int packets, int interval) {
        int kept = 0;
        for (int packet = 0; packet < packets; packet++) {
            kept += random.nextInt(interval) == 0 ? 1 : 0;
        }
        return kept;
    }

    private Flows flow(Flows flows, int host, int flags, int interval) {
        return flows.flow()
                .source(SOURCE)
                .destination(IpAddress.ofIpv4(0xc612_0000L + host))
                .tcp(flags, 443)
                .with(FlowField.SOURCE_PORT, 50_000)
                .with(FlowField.SAMPLING_INTERVAL, interval)
                .packets(1);
    }

    private List<Finding> step(Flows flows) throws Exception {
        detection.receive(flows);
        now += 1_000;
        return detection.findings(now);
    }
}
