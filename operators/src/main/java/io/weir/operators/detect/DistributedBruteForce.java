package io.weir.operators.detect;

import io.weir.codec.IpAddress;
import io.weir.operators.detect.Finding.Role;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Many short sessions with one service that asks for passwords, of many sources, few of each. Those
 * of a source that has as many as {@link LoginBruteForce} takes do not count: that is a finding of
 * its own.
 */
public final class DistributedBruteForce implements Judgement {

    public static final Rule RULE =
            new Rule(
                    "login-brute-force-distributed",
                    "Password guessing on a login service from many sources",
                    "brute-force",
                    70,
                    "T1110.001");

    private static final long serialVersionUID = 1L;

    private final DistributedLoginBounds bounds;
    private final int sessionsOfOne;

    /**
     * @param sessionsOfOne sessions of one source from which on it guesses by itself, at least 1
     */
    public DistributedBruteForce(DistributedLoginBounds bounds, int sessionsOfOne) {
        this.bounds = bounds;
        this.sessionsOfOne = sessionsOfOne;
    }

    @Override
    public void judge(EvidenceWindow window, Evidence added, Consumer<Finding> findings) {
        if (window.observations() < bounds.sessions()
                || !window.isMostlyUnanswered(bounds.shortPercent())) {
            return;
        }
        Set<IpAddress> sources = new HashSet<>();
        int sessions = 0;
        for (int row = 0; row < window.observations(); row++) {
            IpAddress source = window.observation(row).peer();
            if (window.numbersWith(source) < sessionsOfOne) {
                sources.add(source);
                sessions++;
            }
        }
        if (sources.size() >= bounds.sources() && sessions >= bounds.sessions()) {
            int port = added.suspect().scope();
            findings.accept(
                    window.finding(
                                    RULE,
                                    Role.DESTINATION,
                                    "port-" + port,
                                    sessions,
                                    "sessions",
                                    added,
                                    session -> sources.contains(session.peer()))
                            .withPorts(List.of(port)));
        }
    }
}
