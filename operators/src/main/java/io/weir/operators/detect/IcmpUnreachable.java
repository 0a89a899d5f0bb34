package io.weir.operators.detect;

import io.weir.operators.detect.Finding.Role;
import java.util.List;
import java.util.function.Consumer;

/**
 * A host draws many ICMP unreachables from many places: it scans, it is infected, or somebody
 * forges its address.
 */
public final class IcmpUnreachable implements Judgement {

    public static final Rule RULE =
            new Rule(
                    "icmp-unreachable",
                    "Host draws ICMP unreachable messages",
                    "icmp",
                    40,
                    "T1046");

    private static final long serialVersionUID = 1L;

    private final long messages;
    private final int peers;

    /**
     * @param messages ICMP messages from which on it is a finding, at least 1
     * @param peers distinct senders of them that it takes besides, at least 1
     */
    public IcmpUnreachable(long messages, int peers) {
        this.messages = messages;
        this.peers = peers;
    }

    @Override
    public void judge(EvidenceWindow window, Evidence added, Consumer<Finding> findings) {
        if (added.flows() > 0 && window.packets() >= messages && window.peers() >= peers) {
            findings.accept(
                    window.finding(RULE, Role.DESTINATION, window.packets(), "messages", added)
                            .withPorts(List.of()));
        }
    }
}
