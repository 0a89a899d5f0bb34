package io.weir.operators.detect;

import static io.weir.operators.Flows.ACK;
import static io.weir.operators.Flows.SYN;
import static io.weir.operators.Flows.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowField;
import io.weir.operators.Flows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** 600 sessions or 300 hosts within 60 s, ten minutes of warm-up. */
class SessionFanOutTest {

    private static final long T0 = 1_700_000_000_000L;
    private static final int MINUTE = 60;
    private static final int WARM_UP = 10 * MINUTE;
    private static final String HOST = "10.0.0.66";
    private static final String GATEWAY = "10.0.0.1";

    private DetectionUnderTest detection;

    @BeforeEach
    void open() throws Exception {
        detection = detection(SieveOptions.NONE);
    }

    private static DetectionUnderTest detection(SieveOptions options) throws Exception {
        return new DetectionUnderTest(
                Detection.learning(
                        EvidenceKind.SESSION,
                        Duration.ofSeconds(60),
                        new SessionFanOut(600, 300),
                        Duration.ofSeconds(WARM_UP)),
                options);
    }

    @AfterEach
    void close() throws Exception {
        detection.close();
    }

    @Test
    void aHostThatBeginsToHaveManySessionsIsFoundWithinAMinute() throws Exception {
        assertThat(sessions(GATEWAY, 0, WARM_UP, 20, 20)).isEmpty();
        List<Finding> findings = sessions(HOST, WARM_UP, WARM_UP + MINUTE, 20, 1);

        assertThat(findings).isNotEmpty();
        Finding first = findings.get(0);
        assertThat(first.alertKey()).isEqualTo("session-fan-out/" + HOST);
        assertThat(first.count()).isEqualTo(600);
        assertThat(first.measure()).isEqualTo("sessions");
        assertThat(first.sample().flowIds()).isNotEmpty();
    }

    @Test
    void aHostWithManyPeersIsFoundByThese() throws Exception {
        assertThat(sessions(GATEWAY, 0, WARM_UP, 20, 20)).isEmpty();
        List<Finding> findings = sessions(HOST, WARM_UP, WARM_UP + MINUTE, 8, 8);

        assertThat(findings).isNotEmpty();
        assertThat(findings.get(0).measure()).isEqualTo("hosts");
        assertThat(findings.get(0).count()).isBetween(300L, 330L);
        assertThat(findings.get(0).sample().hosts()).isEqualTo(findings.get(0).count());
    }

    @Test
    void aGatewayThatAlwaysHasThemIsNeverFound() throws Exception {
        assertThat(sessions(GATEWAY, 0, WARM_UP + 10 * MINUTE, 40, 40)).isEmpty();
    }

    @Test
    void attemptsAndAnswersAreNoSessions() throws Exception {
        assertThat(sessions(GATEWAY, 0, WARM_UP, 20, 20)).isEmpty();
        for (int second = WARM_UP; second < WARM_UP + MINUTE; second++) {
            Flows flows = Flows.receivedAt(T0 + 1_000L * second);
            for (int i = 0; i < 50; i++) {
                IpAddress other = IpAddress.ofIpv4(second * 1_000L + i);
                flows.flow().source(HOST).destination(other).tcp(SYN, 443);
                flows.with(FlowField.SOURCE_PORT, 40_000 + i);
                flows.flow().source(HOST).destination(other).tcp(SYN | ACK, 50_000 + i);
                flows.with(FlowField.SOURCE_PORT, 443);
            }
            detection.receive(flows);
            assertThat(detection.findings(T0 + 1_000L * (second + 1))).isEmpty();
        }
    }

    @Test
    void clientsWithFewSessionsInAPaneAreNotTold() throws Exception {
        try (DetectionUnderTest told = detection(Options.ofSessions(6))) {
            for (int second = 0; second < 6; second++) {
                Flows flows = Flows.receivedAt(T0 + 1_000L * second);
                session(flows, GATEWAY, second);
                session(flows, "10.0.1." + second / 5, second);
                told.receive(flows);
            }
            assertThat(told.evidence(T0 + 6_000)).isEmpty();
            Flows later = Flows.receivedAt(T0 + 10_000);
            session(later, "10.0.1.7", 0);
            told.receive(later);

            assertThat(told.evidence(T0 + 11_000))
                    .extracting(evidence -> evidence.suspect().address().toString())
                    .containsExactly(GATEWAY);
        }
    }

    @Test
    void whatWaitsKeepsItsPeers() throws Exception {
        try (DetectionUnderTest told = detection(Options.ofSessions(100))) {
            sessions(told, T0, 100);
            for (int second = 1; second <= 3; second++) {
                sessions(told, T0 + 1_000L * second, 25);
                assertThat(told.evidence(T0 + 1_000L * (second + 1))).isEmpty();
            }
            sessions(told, T0 + 10_000, 0);

            assertThat(told.evidence(T0 + 11_000))
                    .hasSize(2)
                    .allSatisfy(
                            evidence -> {
                                assertThat(evidence.flows()).isBetween(55L, 99L);
                                assertThat(evidence.observations())
                                        .hasSizeBetween(4, 25)
                                        .doesNotHaveDuplicates()
                                        .allMatch(
                                                observation ->
                                                        isPeerOf(evidence.suspect(), observation));
                            });
        }
    }

    @Test
    void manySessionsAreCountedByAQuarterOfThem() throws Exception {
        try (DetectionUnderTest told = detection(Options.ofSessions(100))) {
            for (int second = 0; second < 40; second++) {
                sessions(told, T0 + 250L * second, 500);
            }
            Map<IpAddress, Long> flows =
                    told.evidence(T0 + 20_000).stream()
                            .collect(
                                    Collectors.groupingBy(
                                            evidence -> evidence.suspect().address(),
                                            Collectors.summingLong(Evidence::flows)));
            assertThat(flows)
                    .containsOnlyKeys(address(HOST), address(GATEWAY))
                    .allSatisfy((client, all) -> assertThat(all).isBetween(18_500L, 21_500L));
        }
    }

    /** Of two clients with other peers each, and of one with a single session. */
    private static void sessions(DetectionUnderTest told, long millis, int each) throws Exception {
        Flows flows = Flows.receivedAt(millis);
        session(flows, "10.0.1.7", 0);
        for (int i = 0; i < each; i++) {
            for (String client : List.of(HOST, GATEWAY)) {
                long peer = 1_000 * address(client).low() + (millis / 1_000 % 10) * 100 + i;
                flows.flow().source(client).destination(IpAddress.ofIpv4(peer & 0xffff_ffffL));
                flows.tcp(SYN | ACK, 443).with(FlowField.SOURCE_PORT, 40_000 + i);
            }
        }
        told.receive(flows);
    }

    private static boolean isPeerOf(Suspect suspect, Observation observation) {
        long first = 1_000 * suspect.address().low() & 0xffff_ffffL;
        long peer = observation.peerLow() & 0xffff_ffffL;
        return peer >= first && peer < first + 1_000;
    }

    @Test
    void whoGoesOnIsToldAtOnce() throws Exception {
        try (DetectionUnderTest told = detection(Options.ofSessions(6))) {
            Flows flows = Flows.receivedAt(T0);
            for (int i = 0; i < 11; i++) {
                session(flows, GATEWAY, i);
            }
            told.receive(flows);

            assertThat(told.evidence(T0 + 1_000)).extracting(Evidence::flows).containsExactly(6L);
        }
    }

    private static void session(Flows flows, String client, int number) {
        flows.flow().source(client).destination("192.0.2.1").tcp(SYN | ACK, 443);
        flows.with(FlowField.SOURCE_PORT, 40_000 + number);
    }

    /** So many sessions each second, with so many hosts each second, other ones all the time. */
    private List<Finding> sessions(String client, int from, int to, int perSecond, int hosts)
            throws Exception {
        List<Finding> findings = new ArrayList<>();
        for (int second = from; second < to; second++) {
            Flows flows = Flows.receivedAt(T0 + 1_000L * second);
            for (int i = 0; i < perSecond; i++) {
                IpAddress server =
                        IpAddress.ofIpv4(hosts == 1 ? 7 : (second * 1_000L + i % hosts) & 0xffff);
                flows.flow().source(client).destination(server).tcp(SYN | ACK, 443);
                flows.with(FlowField.SOURCE_PORT, 40_000 + i);
            }
            detection.receive(flows);
            findings.addAll(detection.findings(T0 + 1_000L * (second + 1)));
        }
        return findings;
    }
}
