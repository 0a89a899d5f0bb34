package io.weir.operators.detect;

import static io.weir.operators.Flows.ACK;
import static io.weir.operators.Flows.SYN;
import static io.weir.operators.Flows.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowField;
import io.weir.operators.Flows;
import io.weir.operators.detect.Finding.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloodTest {

    private static final long T0 = 1_700_000_000_000L;
    private static final Duration WINDOW = Duration.ofSeconds(20);
    private static final IpAddress VICTIM = address("10.0.0.9");

    /** Packets per second of each kind. */
    private static final FloodBounds BOUNDS = new FloodBounds(100, 200, 300, 400, WINDOW);

    private static final FloodBounds TOLD = new FloodBounds(5, 10, 15, 20, WINDOW);

    private DetectionUnderTest detection;

    @BeforeEach
    void open() throws Exception {
        detection =
                new DetectionUnderTest(
                        new Detection(EvidenceKind.FLOOD_PACKET, WINDOW, new Flood(BOUNDS)),
                        Options.of(TOLD));
    }

    @AfterEach
    void close() throws Exception {
        detection.close();
    }

    @ParameterizedTest
    @CsvSource({
        "6, 40000, 443, 100, syn-flood",
        "17, 40000, 443, 200, udp-flood",
        "1, 0, 0, 300, icmp-flood",
        "58, 0, 0, 300, icmp-flood",
        "17, 0, 0, 400, fragment-flood",
        "6, 0, 0, 400, fragment-flood"
    })
    void asManyPacketsPerSecondAsTheBoundAreAFlood(
            int protocol, int from, int to, long bound, String rule) throws Exception {
        detection.receive(packets(T0, protocol, from, to, 20 * bound - 1));
        assertThat(detection.findings(T0 + 1_000)).isEmpty();
        detection.receive(packets(T0 + 1_000, protocol, from, to, 20));

        assertThat(detection.findings(T0 + 2_000))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.rule().id()).isEqualTo(rule);
                            assertThat(finding.entity()).isEqualTo(VICTIM);
                            assertThat(finding.role()).isEqualTo(Role.DESTINATION);
                            assertThat(finding.count()).isEqualTo(bound);
                            assertThat(finding.measure()).isEqualTo("packets/s");
                            assertThat(finding.sample().hosts()).isEqualTo(1);
                        });
    }

    @Test
    void whatAHostIsUsedToIsNoFlood() throws Exception {
        try (DetectionUnderTest learning =
                new DetectionUnderTest(
                        Detection.learning(
                                EvidenceKind.FLOOD_PACKET,
                                Duration.ofSeconds(20),
                                new Flood(BOUNDS),
                                Duration.ofMinutes(10)),
                        Options.of(TOLD))) {
            List<Long> found = new ArrayList<>();
            for (int second = 0; second < 900; second++) {
                long received = T0 + 1_000L * second;
                long packets = second < 800 ? 300 : 3_000;
                learning.receive(packets(received, 17, 40_000, 443, packets));
                learning.findings(received + 1_000).forEach(finding -> found.add(finding.count()));
            }
            // By the bound alone while it is learned, and again when it is far above.
            assertThat(found.stream().filter(count -> count <= 300).count()).isBetween(400L, 620L);
            assertThat(found.get(found.size() - 1)).isEqualTo(3_000);
        }
    }

    @Test
    void aMillionForgedSynsPerSecondAreOneVictimWithItsSourcesEstimated() throws Exception {
        List<Finding> findings = new ArrayList<>();
        for (int second = 0; second < 3; second++) {
            for (int part = 0; part < 100; part++) {
                long received = T0 + 1_000L * second + 10L * part;
                Flows flows = Flows.receivedAt(received);
                for (int i = 0; i < 1_000; i++) {
                    flows.flow().source(IpAddress.ofIpv4((second * 100 + part) * 1_000L + i));
                    flows.destination(VICTIM).tcp(SYN, 443).packets(10);
                }
                detection.receive(flows);
            }
            findings.addAll(detection.findings(T0 + 1_000 * (second + 1L)));
        }

        assertThat(findings).hasSize(3);
        assertThat(findings).extracting(Finding::alertKey).containsOnly("syn-flood/10.0.0.9");
        Finding last = findings.get(2);
        assertThat((double) last.count()).isCloseTo(150_000, Percentage.withPercentage(1));
        assertThat(last.sample().peers()).hasSize(Sample.MAX);
        assertThat((double) last.sample().hosts()).isCloseTo(300_000, Percentage.withPercentage(5));
        assertThat(detection.count(EvidencePreAggregator.EVIDENCE_DROPPED)).isZero();
    }

    @Test
    void ordinaryDestinationsAreNotTold() throws Exception {
        for (int part = 0; part < 10; part++) {
            Flows flows = Flows.receivedAt(T0 + part);
            for (int host = 0; host < 1_000; host++) {
                flows.flow()
                        .source("198.51.100.1")
                        .destination(IpAddress.ofIpv4(1_000L * part + host));
                flows.with(FlowField.PROTOCOL, 17).with(FlowField.SOURCE_PORT, 443).packets(1);
            }
            detection.receive(flows);
        }

        assertThat(detection.evidence(T0 + 1_000)).isEmpty();
        assertThat(detection.count(EvidencePreAggregator.EVIDENCE_DROPPED)).isZero();
    }

    @Test
    void aServerWithManySessionsHasManySyns() throws Exception {
        Flows flows = Flows.receivedAt(T0);
        for (int i = 0; i < 1_000; i++) {
            IpAddress client = IpAddress.ofIpv4(0xc612_0000L + i);
            flows.flow().source(client).destination(VICTIM).tcp(SYN, 443).packets(10);
            for (int session = 0; session < 5; session++) {
                flows.flow().source(client).destination(VICTIM).tcp(SYN | ACK, 443).packets(10);
            }
        }
        detection.receive(flows);

        assertThat(detection.findings(T0 + 1_000)).isEmpty();
    }

    @Test
    void sampledPacketsStandForAll() throws Exception {
        detection.receive(packets(T0, 1, 0, 0, 60).with(FlowField.SAMPLING_INTERVAL, 100));

        assertThat(detection.findings(T0 + 1_000)).hasSize(1);
    }

    @Test
    void ofALongFlowOnlyTheShareOfTheWindowCounts() throws Exception {
        detection.receive(packets(T0, 17, 40_000, 443, 59_999).time(T0 - 300_000, T0));
        assertThat(detection.findings(T0 + 1_000)).isEmpty();
        detection.receive(
                packets(T0 + 1_000, 17, 40_000, 443, 1_000).time(T0 - 299_000, T0 + 1_000));

        assertThat(detection.findings(T0 + 2_000)).hasSize(1);
    }

    @Test
    void theWayBackOfARecordIsAFlowToItsSource() throws Exception {
        detection.receive(
                packets(T0, 17, 40_000, 443, 1)
                        .source(VICTIM)
                        .destination("198.51.100.1")
                        .with(FlowField.REVERSE_PACKETS, 4_000));

        assertThat(detection.findings(T0 + 1_000))
                .extracting(Finding::entity)
                .containsExactly(VICTIM);
    }

    private static Flows packets(long received, int protocol, int from, int to, long packets) {
        return Flows.receivedAt(received)
                .flow()
                .source("198.51.100.1")
                .destination(VICTIM)
                .with(FlowField.PROTOCOL, protocol)
                .with(FlowField.TCP_FLAGS, from == 0 ? 0 : SYN)
                .with(FlowField.SOURCE_PORT, from)
                .with(FlowField.DESTINATION_PORT, to)
                .packets(packets);
    }
}
