package io.weir.operators.detect;

import static io.weir.operators.detect.Suspicions.EXPORTER;
import static io.weir.operators.detect.Suspicions.HOST;
import static io.weir.operators.detect.Suspicions.observation;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.operators.detect.Finding.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DistributedBruteForceTest {

    private static final int SOURCES = 20;
    private static final int SESSIONS = 100;
    private static final int OF_ONE = 30;
    private static final int SSH = 22;

    @Test
    void asManySessionsOfAsManySourcesAsTheBoundsAreGuessing() throws Exception {
        assertThat(judge(sessions(SOURCES, 5), 0))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.alertKey())
                                    .isEqualTo("login-brute-force-distributed/10.0.0.66/port-22");
                            assertThat(finding.role()).isEqualTo(Role.DESTINATION);
                            assertThat(finding.count()).isEqualTo(SESSIONS);
                            assertThat(finding.measure()).isEqualTo("sessions");
                            assertThat(finding.sample().hosts()).isEqualTo(SOURCES);
                            assertThat(finding.sample().ports()).containsExactly(SSH);
                            assertThat(finding.sample().peers()).hasSize(Sample.MAX);
                        });
        assertThat(judge(sessions(SOURCES, 5).subList(1, SESSIONS), 0)).isEmpty();
        assertThat(judge(sessions(SOURCES - 1, 6), 0)).isEmpty();
    }

    @Test
    void whoGuessesAloneDoesNotMakeSomethingOfTheOthers() throws Exception {
        List<Observation> sessions = new ArrayList<>(sessions(SOURCES, 1));
        for (int session = 0; session < SESSIONS; session++) {
            sessions.add(session(SOURCES, session));
        }
        assertThat(judge(sessions, 0)).isEmpty();
        assertThat(judge(sessions(SOURCES, OF_ONE - 1), 0)).hasSize(1);
        assertThat(judge(sessions(SOURCES, OF_ONE), 0)).isEmpty();
    }

    @Test
    void aServerThatManyWorkOnIsNotGuessedAt() throws Exception {
        assertThat(judge(sessions(SOURCES, 5), 25)).hasSize(1);
        assertThat(judge(sessions(SOURCES, 5), 26)).isEmpty();
    }

    @Test
    void sessionsOfASourceAreJudgedApart() throws Exception {
        Evidence ofSource =
                Suspicions.evidence(EvidenceKind.LOGIN_SESSION, 0, sessions(SOURCES, 5));
        assertThat(Judged.of(detection(), ofSource)).isEmpty();
    }

    private static List<Observation> sessions(int sources, int each) {
        List<Observation> sessions = new ArrayList<>();
        for (int source = 0; source < sources; source++) {
            for (int session = 0; session < each; session++) {
                sessions.add(session(source, session));
            }
        }
        return sessions;
    }

    private static Observation session(int source, int session) {
        return observation(0xcb00_7100L + source, LoginSessions.number(SSH, 40_000 + session));
    }

    /** What is found by evidence against the server. */
    private static List<Finding> judge(List<Observation> sessions, long longer) throws Exception {
        Evidence evidence =
                new Evidence(
                        new Suspect(EvidenceKind.LOGIN_SESSION, HOST, SSH),
                        0,
                        sessions.size(),
                        sessions.size(),
                        sessions.size(),
                        0,
                        longer,
                        0,
                        0,
                        sessions,
                        List.of(EXPORTER),
                        List.of(),
                        null);
        return Judged.of(detection(), evidence);
    }

    private static Detection detection() {
        return new Detection(
                EvidenceKind.LOGIN_SESSION,
                Duration.ofSeconds(60),
                new LoginGuessing(
                        new LoginBruteForce(OF_ONE),
                        new DistributedBruteForce(
                                new DistributedLoginBounds(SOURCES, SESSIONS, 80), OF_ONE)));
    }
}
