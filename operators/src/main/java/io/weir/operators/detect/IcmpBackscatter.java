package io.weir.operators.detect;

import io.weir.operators.detect.Finding.Role;
import java.util.List;
import java.util.function.Consumer;

/**
 * A host answers to many that did not ask, by TCP or by ICMP: it is the target of a flood from
 * their addresses, which are forged. Few of its sessions go on, and few ask for what it tells by
 * ICMP.
 */
public final class IcmpBackscatter implements Judgement {

    public static final Rule RULE =
            new Rule(
                    "icmp-backscatter",
                    "Host answers to many that did not ask: target of a spoofed flood",
                    "spoofing",
                    60,
                    "T1498");

    private static final long serialVersionUID = 1L;

    private final int hosts;
    private final int unansweredPercent;

    /**
     * @param hosts distinct peers from which on it is a finding, at least 1
     * @param unansweredPercent the least part of its answers that nothing followed, and by ICMP
     *     that nobody asked for, 0 to 100
     */
    public IcmpBackscatter(int hosts, int unansweredPercent) {
        this.hosts = hosts;
        this.unansweredPercent = unansweredPercent;
    }

    @Override
    public void judge(EvidenceWindow window, Evidence added, Consumer<Finding> findings) {
        boolean isByIcmp = added.suspect().scope() == Backscatter.ICMP;
        if (added.flows() == 0 || !isUnasked(window, isByIcmp)) {
            return;
        }
        long peers = window.peers();
        if (peers >= hosts) {
            Finding finding = window.finding(RULE, Role.SOURCE, peers, "hosts", added);
            findings.accept(isByIcmp ? finding.withPorts(List.of()) : finding);
        }
    }

    private boolean isUnasked(EvidenceWindow window, boolean isByIcmp) {
        return isByIcmp
                ? window.isLeftWithout(unansweredPercent)
                : window.isMostlyUnanswered(unansweredPercent);
    }
}
