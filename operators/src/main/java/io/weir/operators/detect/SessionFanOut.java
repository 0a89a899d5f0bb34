package io.weir.operators.detect;

import io.weir.operators.detect.Finding.Role;
import java.util.function.Consumer;

/**
 * A host has very many sessions, or sessions with very many hosts, and far more than it is used to.
 * Gateways, resolvers and crawlers always have.
 */
public final class SessionFanOut implements Judgement {

    public static final Rule RULE =
            new Rule(
                    "session-fan-out",
                    "Host with far more sessions than usual",
                    "anomaly",
                    50,
                    null);

    private static final long serialVersionUID = 1L;

    private final int sessions;
    private final int hosts;

    /**
     * @param sessions within the window from which on it is one, at least 1
     * @param hosts distinct ones with which it has sessions, likewise
     */
    public SessionFanOut(int sessions, int hosts) {
        this.sessions = sessions;
        this.hosts = hosts;
    }

    @Override
    public void judge(EvidenceWindow window, Evidence added, Consumer<Finding> findings) {
        double level = level(window);
        if (added.flows() == 0 || level < 1 || !window.usual().isExceededBy(level)) {
            return;
        }
        boolean isByHosts = level > bySessions(window);
        findings.accept(
                window.finding(
                                RULE,
                                Role.SOURCE,
                                isByHosts ? peers(window) : window.flows(),
                                isByHosts ? "hosts" : "sessions",
                                added)
                        .withHosts(peers(window)));
    }

    /** In multiples of the bound that is nearer. */
    @Override
    public double level(EvidenceWindow window) {
        return Math.max(bySessions(window), (double) peers(window) / hosts);
    }

    /** Estimated: few peers are observed. */
    private static long peers(EvidenceWindow window) {
        return window.peers() * ClientSessions.PEERS_PER_OBSERVED;
    }

    private double bySessions(EvidenceWindow window) {
        return (double) window.flows() / sessions;
    }
}
