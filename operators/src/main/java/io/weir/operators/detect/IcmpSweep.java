package io.weir.operators.detect;

import io.weir.operators.detect.Finding.Role;
import java.util.function.Consumer;

/** Echo requests of one source to many hosts, many of which do not answer. */
public final class IcmpSweep implements Judgement {

    public static final Rule RULE =
            new Rule("icmp-sweep", "Ping sweep of many hosts", "icmp", 40, "T1018");

    private static final long serialVersionUID = 1L;

    private final int hosts;
    private final int unansweredPercent;

    /**
     * @param hosts distinct peers from which on it is a finding, at least 1
     * @param unansweredPercent the least part of requests without a reply, 0 to 100
     */
    public IcmpSweep(int hosts, int unansweredPercent) {
        this.hosts = hosts;
        this.unansweredPercent = unansweredPercent;
    }

    @Override
    public void judge(EvidenceWindow window, Evidence added, Consumer<Finding> findings) {
        if (added.flows() == 0 || !window.isLeftWithout(unansweredPercent)) {
            return;
        }
        long peers = window.peers();
        if (peers >= hosts) {
            findings.accept(window.finding(RULE, Role.SOURCE, peers, "hosts", added));
        }
    }
}
