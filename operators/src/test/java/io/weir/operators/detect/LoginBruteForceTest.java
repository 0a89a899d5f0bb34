package io.weir.operators.detect;

import static io.weir.operators.Flows.ACK;
import static io.weir.operators.Flows.SYN;
import static io.weir.operators.Flows.address;
import static io.weir.operators.detect.Suspicions.evidence;
import static io.weir.operators.detect.Suspicions.observation;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.flow.FlowField;
import io.weir.operators.Flows;
import io.weir.operators.Harnesses;
import io.weir.operators.RecordedMetrics;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginBruteForceTest {

    private static final int SESSIONS = 30;
    private static final String SERVER = "10.0.0.2";

    @ParameterizedTest
    @CsvSource({
        "22, 18, 10, 10240, true",
        "22, 27, 60, 1000, true",
        "5432, 18, 12, 2000, true",
        "443, 18, 12, 2000, false",
        "22, 2, 12, 2000, false",
        "22, 16, 12, 2000, false",
        "22, 18, 9, 2000, false",
        "22, 18, 61, 2000, false",
        "22, 18, 12, 10241, false"
    })
    void aShortAnsweredSessionWithALoginServiceIsEvidence(
            int port, int flags, long packets, long bytes, boolean evidence) throws Exception {
        Flows session =
                session(port, 40_000)
                        .with(FlowField.TCP_FLAGS, flags)
                        .packets(packets)
                        .bytes(bytes);
        assertThat(sift(session, session).isEmpty()).isNotEqualTo(evidence);
    }

    @Test
    void theSuspectIsTheClientAndSessionsDifferByItsPort() throws Exception {
        assertThat(sift(session(3389, 64_999), session(3389, 65_000)))
                .singleElement()
                .satisfies(
                        sum -> {
                            assertThat(sum.suspect().address()).isEqualTo(address("10.0.0.1"));
                            assertThat(sum.observations())
                                    .containsExactly(session(SERVER, 3389, 65_000));
                        });
        assertThat(LoginSessions.serverPort(LoginSessions.number(65_535, 65_535)))
                .isEqualTo(65_535);
    }

    @Test
    void theFirstSessionOfAPaneIsNoEvidenceAgainstTheClient() throws Exception {
        assertThat(sift(session(22, 40_000))).isEmpty();
    }

    @Test
    void aSessionFromOutsideIsEvidenceAgainstTheServerAndItsPort() throws Exception {
        Flows session = session(22, 40_000).source("203.0.113.9");
        assertThat(sift(session))
                .extracting(sum -> sum.suspect().address() + " " + sum.suspect().scope())
                .containsExactly("10.0.0.2 22");
        assertThat(sift(session, session))
                .extracting(sum -> sum.suspect().address() + " " + sum.suspect().scope())
                .containsExactlyInAnyOrder("203.0.113.9 0", "10.0.0.2 22");
    }

    @ParameterizedTest
    @CsvSource({"61, 2000, 1", "12, 10241, 1", "9, 2000, 0"})
    void aLongerSessionSpeaksForTheServerAndALookDoesNot(long packets, long bytes, long answered)
            throws Exception {
        Flows flows = session(22, 40_000).source("203.0.113.9");
        flows.flow().source("203.0.113.10").destination(SERVER).tcp(SYN | ACK, 22);
        flows.with(FlowField.SOURCE_PORT, 40_000).packets(packets).bytes(bytes);
        assertThat(sift(flows))
                .filteredOn(sum -> sum.suspect().scope() == 22)
                .extracting(Evidence::answered)
                .containsExactly(answered);
    }

    @Test
    void aSampledSessionIsNoEvidence() throws Exception {
        Flows session = session(22, 40_000).with(FlowField.SAMPLING_INTERVAL, 10);
        assertThat(sift(session, session)).isEmpty();
    }

    @Test
    void asManySessionsAsTheThresholdAreGuessing() throws Exception {
        assertThat(judge(sessions(SERVER, 22, SESSIONS - 1))).isEmpty();
        assertThat(judge(sessions(SERVER, 22, SESSIONS)))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.alertKey())
                                    .isEqualTo("login-brute-force/10.0.0.66/10.0.0.2/port-22");
                            assertThat(finding.count()).isEqualTo(SESSIONS);
                            assertThat(finding.measure()).isEqualTo("sessions");
                            assertThat(finding.sample().ports()).containsExactly(22);
                            assertThat(finding.sample().peers()).containsExactly(address(SERVER));
                        });
    }

    @Test
    void countsServersAndPortsOneByOne() throws Exception {
        List<Observation> all =
                IntStream.range(0, 2 * SESSIONS)
                        .mapToObj(i -> session(SERVER, i % 2 == 0 ? 22 : 3389, 40_000 + i))
                        .toList();
        assertThat(judge(all.subList(0, 2 * SESSIONS - 2))).isEmpty();
        assertThat(judge(all)).hasSize(2);
    }

    @Test
    void whoLogsInToManyServersDoesNotGuess() throws Exception {
        assertThat(
                        judge(
                                IntStream.range(0, 2 * SESSIONS)
                                        .mapToObj(i -> session("10.0.1." + i, 22, 40_000 + i))
                                        .toList()))
                .isEmpty();
    }

    private static List<Observation> sessions(String server, int port, int count) {
        return IntStream.range(0, count).mapToObj(i -> session(server, port, 40_000 + i)).toList();
    }

    private static Observation session(String server, int port, int clientPort) {
        return observation(server, LoginSessions.number(port, clientPort));
    }

    private static List<Finding> judge(List<Observation> sessions) throws Exception {
        Detection detection =
                new Detection(
                        EvidenceKind.LOGIN_SESSION,
                        Duration.ofSeconds(60),
                        new LoginBruteForce(SESSIONS));
        return Judged.of(detection, evidence(EvidenceKind.LOGIN_SESSION, 0, sessions));
    }

    private static Flows session(int port, int clientPort) {
        return Flows.receivedAt(0)
                .flow()
                .source("10.0.0.1")
                .destination(SERVER)
                .tcp(SYN | ACK, port)
                .with(FlowField.SOURCE_PORT, clientPort)
                .packets(12)
                .bytes(2_000);
    }

    private static List<Evidence> sift(Flows... batches) throws Exception {
        SieveOptions options = Options.of(new LoginShape(List.of(22, 3389, 5432), 10, 60, 10_240));
        try (var harness =
                Harnesses.chained(
                        new EvidencePreAggregator(
                                List.of(EvidenceKind.LOGIN_SESSION), List.of(), options),
                        DetectSerializers.EVIDENCE,
                        new RecordedMetrics())) {
            harness.open();
            for (Flows flows : batches) {
                harness.processElement(flows.batch(), 0);
            }
            harness.endInput();
            return List.copyOf(Harnesses.values(harness));
        }
    }
}
