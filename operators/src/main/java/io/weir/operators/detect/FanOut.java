package io.weir.operators.detect;

import io.weir.operators.detect.Finding.Role;
import java.util.function.Consumer;

/** One source has evidence with many hosts. */
public final class FanOut implements Judgement {

    public static final Rule SMTP_SPAM =
            new Rule("smtp-spam", "Mail sent to very many mail servers", "policy", 60, "T1071.003");
    public static final Rule P2P = new Rule("p2p", "Peer-to-peer file sharing", "policy", 20, null);

    private static final long serialVersionUID = 1L;

    private final Rule rule;
    private final int hosts;

    /**
     * @param rule what a finding is of
     * @param hosts distinct hosts from which on it is one, at least 1
     */
    public FanOut(Rule rule, int hosts) {
        this.rule = rule;
        this.hosts = hosts;
    }

    @Override
    public void judge(EvidenceWindow window, Evidence added, Consumer<Finding> findings) {
        long peers = window.peers();
        if (peers >= hosts) {
            findings.accept(window.finding(rule, Role.SOURCE, peers, "hosts", added));
        }
    }
}
