package io.weir.operators.detect;

import io.weir.codec.IpAddress;
import io.weir.operators.detect.Finding.Role;
import java.util.List;
import java.util.function.Consumer;

/**
 * Many short sessions of one source with one service that asks for passwords.
 *
 * <p>Nemea: 30 of the last 50 flows of a source are like guesses, for SSH of 11 to 30 packets and
 * 1,000 to 5,000 bytes.
 */
public final class LoginBruteForce implements Judgement {

    public static final Rule RULE =
            new Rule(
                    "login-brute-force",
                    "Password guessing on a login service",
                    "brute-force",
                    70,
                    "T1110.001");

    private static final long serialVersionUID = 1L;

    private final int sessions;

    /**
     * @param sessions with one port of one server from which on it is a finding, 1 to {@link
     *     EvidenceWindow#MAX_ALIKE}
     */
    public LoginBruteForce(int sessions) {
        this.sessions = sessions;
    }

    @Override
    public void judge(EvidenceWindow window, Evidence added, Consumer<Finding> findings) {
        added.observations().stream()
                .map(LoginBruteForce::serviceOf)
                .distinct()
                .filter(service -> window.numbersWith(service.server()) >= sessions)
                .forEach(service -> judge(service, window, added, findings));
    }

    private void judge(
            Service service, EvidenceWindow window, Evidence added, Consumer<Finding> findings) {
        long count = window.count(seen -> serviceOf(seen).equals(service));
        if (count >= sessions) {
            findings.accept(
                    window.finding(
                                    RULE,
                                    Role.SOURCE,
                                    service.server() + "/port-" + service.port(),
                                    count,
                                    "sessions",
                                    added,
                                    seen -> serviceOf(seen).equals(service))
                            .withPorts(List.of(service.port())));
        }
    }

    private static Service serviceOf(Observation session) {
        return new Service(session.peer(), LoginSessions.serverPort(session.number()));
    }

    private record Service(IpAddress server, int port) {}
}
