package io.weir.operators.detect;

import io.weir.operators.detect.Finding.Role;
import java.util.List;
import java.util.function.Consumer;

/**
 * A host has to do with an address that is on a list of threats: the more came of it, the worse it
 * is.
 */
public final class ThreatContact implements Judgement {

    private static final Rule CONTACT =
            new Rule(
                    "threat-contact",
                    "Contact with a host on a list of threats, unanswered",
                    "threat",
                    30,
                    null);
    private static final Rule SESSION =
            new Rule(
                    "threat-session",
                    "Data both ways with a host on a list of threats",
                    "threat",
                    60,
                    null);
    private static final Rule OUTBOUND =
            new Rule(
                    "threat-outbound",
                    "Session opened with a host on a list of threats",
                    "threat",
                    80,
                    "T1071");

    /** All rules of contacts with threats. */
    static final List<Rule> RULES = List.of(CONTACT, SESSION, OUTBOUND);

    private static final long serialVersionUID = 1L;

    private final int tries;

    /**
     * @param tries flows without answer from which on they are a finding, at least 1
     */
    public ThreatContact(int tries) {
        this.tries = tries;
    }

    @Override
    public void judge(EvidenceWindow window, Evidence added, Consumer<Finding> findings) {
        if (added.flows() == 0) {
            return;
        }
        boolean isOpened = ThreatExchanges.isOpenedBy(added.suspect());
        Role role = isOpened ? Role.SOURCE : Role.DESTINATION;
        String listed = added.observations().get(0).peer().toString();
        long received = window.received();
        long sent = window.bytes() - received;
        if (received > 0 && sent > 0) {
            Rule rule = isOpened ? OUTBOUND : SESSION;
            findings.accept(window.finding(rule, role, listed, window.bytes(), "bytes", added));
        } else if (window.flows() >= tries) {
            findings.accept(window.finding(CONTACT, role, listed, window.flows(), "flows", added));
        }
    }
}
