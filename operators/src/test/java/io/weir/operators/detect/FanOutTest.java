package io.weir.operators.detect;

import static io.weir.operators.Flows.ACK;
import static io.weir.operators.Flows.SYN;
import static io.weir.operators.detect.EvidenceKind.MAIL_DELIVERY;
import static io.weir.operators.detect.EvidenceKind.PEER_EXCHANGE;
import static io.weir.operators.detect.Suspicions.evidence;
import static io.weir.operators.detect.Suspicions.onHosts;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.flow.FlowField;
import io.weir.operators.Flows;
import io.weir.operators.Harnesses;
import io.weir.operators.RecordedMetrics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mail to many servers, and many peers. */
class FanOutTest {

    private static final int HOSTS = 20;

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 8.8.8.8, 25, 18, true",
        "10.0.0.1, 8.8.8.8, 25, 2, false",
        "10.0.0.1, 8.8.8.8, 587, 18, false",
        "10.0.0.1, 10.0.0.2, 25, 18, false",
        "8.8.8.8, 10.0.0.1, 25, 18, false",
        "10.0.9.9, 8.8.8.8, 25, 18, false"
    })
    void aSessionOfAHostInsideWithAMailServerOutsideIsADelivery(
            String from, String to, int port, int flags, boolean evidence) throws Exception {
        assertThat(sift(MAIL_DELIVERY, flow(from, to, port, 50_000).tcp(flags, port)).isEmpty())
                .isNotEqualTo(evidence);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 8.8.8.8, 6881, 50000, 17, true",
        "10.0.0.1, 8.8.8.8, 6881, 50000, 6, true",
        "10.0.0.1, 8.8.8.8, 6880, 50000, 17, false",
        "10.0.0.1, 8.8.8.8, 6881, 443, 6, false",
        "10.0.0.1, 8.8.8.8, 6881, 50000, 1, false",
        "10.0.0.1, 10.0.0.2, 6881, 50000, 17, false",
        "8.8.8.8, 10.0.0.1, 6881, 50000, 17, false"
    })
    void aFlowOfAHostInsideToAPeersPortOutsideIsAnExchange(
            String from, String to, int port, int fromPort, int protocol, boolean evidence)
            throws Exception {
        Flows flow =
                flow(from, to, port, fromPort)
                        .tcp(SYN | ACK, port)
                        .with(FlowField.PROTOCOL, protocol);
        assertThat(sift(PEER_EXCHANGE, flow).isEmpty()).isNotEqualTo(evidence);
    }

    @Test
    void aSynWithoutSessionIsNoExchange() throws Exception {
        assertThat(sift(PEER_EXCHANGE, flow("10.0.0.1", "8.8.8.8", 6881, 50_000).tcp(SYN, 6881)))
                .isEmpty();
    }

    @Test
    void asManyHostsAsTheThresholdAreAFinding() throws Exception {
        assertThat(judge(MAIL_DELIVERY, FanOut.SMTP_SPAM, HOSTS - 1)).isEmpty();
        assertThat(judge(MAIL_DELIVERY, FanOut.SMTP_SPAM, HOSTS))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.alertKey()).isEqualTo("smtp-spam/10.0.0.66");
                            assertThat(finding.count()).isEqualTo(HOSTS);
                        });
        assertThat(judge(PEER_EXCHANGE, FanOut.P2P, HOSTS))
                .singleElement()
                .satisfies(finding -> assertThat(finding.alertKey()).isEqualTo("p2p/10.0.0.66"));
    }

    private static List<Finding> judge(EvidenceKind kind, Rule rule, int hosts) throws Exception {
        Detection detection = new Detection(kind, Duration.ofSeconds(60), new FanOut(rule, HOSTS));
        return Judged.of(detection, evidence(kind, 0, onHosts(1, hosts, 25)));
    }

    private static Flows flow(String from, String to, int port, int fromPort) {
        return Flows.receivedAt(0)
                .flow()
                .source(from)
                .destination(to)
                .with(FlowField.SOURCE_PORT, fromPort)
                .with(FlowField.DESTINATION_PORT, port);
    }

    private static List<Evidence> sift(EvidenceKind kind, Flows flows) throws Exception {
        SieveOptions options = Options.ofPeers(List.of("10.0.9.0/24"), List.of(6881));
        try (var harness =
                Harnesses.chained(
                        new EvidencePreAggregator(List.of(kind), List.of(), options),
                        DetectSerializers.EVIDENCE,
                        new RecordedMetrics())) {
            harness.open();
            harness.processElement(flows.batch(), 0);
            harness.endInput();
            return List.copyOf(Harnesses.values(harness));
        }
    }
}
