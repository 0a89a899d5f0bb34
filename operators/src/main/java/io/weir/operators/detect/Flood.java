package io.weir.operators.detect;

import io.weir.operators.detect.Finding.Role;
import java.util.List;
import java.util.function.Consumer;

/**
 * So many packets of a kind within a second, on average over the window, go to one host, and more
 * than it is used to.
 */
public final class Flood implements Judgement {

    private static final Rule SYN = rule("syn-flood", "SYN flood of a host", 80);
    private static final Rule UDP = rule("udp-flood", "UDP flood of a host", 80);
    private static final Rule ICMP = rule("icmp-flood", "ICMP flood of a host", 70);
    private static final Rule FRAGMENT = rule("fragment-flood", "Flood of fragments to a host", 70);

    /** All rules of floods. */
    static final List<Rule> RULES = List.of(SYN, UDP, ICMP, FRAGMENT);

    private static final long serialVersionUID = 1L;

    /** Of all TCP flows to the host so many percent are SYNs that nothing followed, at least. */
    private static final int UNANSWERED_PERCENT = 20;

    private final FloodBounds bounds;

    public Flood(FloodBounds bounds) {
        this.bounds = bounds;
    }

    @Override
    public void judge(EvidenceWindow window, Evidence added, Consumer<Finding> findings) {
        if (added.flows() == 0) {
            return;
        }
        FloodKind kind = FloodKind.ofScope(added.suspect().scope());
        long packets = (long) level(window);
        if (packets < bounds.packets(kind)
                || window.usual().includes((double) packets)
                || !window.isMostlyUnanswered(UNANSWERED_PERCENT)) {
            return;
        }
        findings.accept(window.finding(rule(kind), Role.DESTINATION, packets, "packets/s", added));
    }

    /** Packets per second. */
    @Override
    public double level(EvidenceWindow window) {
        return (double) window.packets() / bounds.window().toSeconds();
    }

    private static Rule rule(String id, String name, int severity) {
        return new Rule(id, name, "flood", severity, "T1498.001");
    }

    private static Rule rule(FloodKind kind) {
        return switch (kind) {
            case SYN -> SYN;
            case UDP -> UDP;
            case ICMP -> ICMP;
            case FRAGMENT -> FRAGMENT;
        };
    }
}
