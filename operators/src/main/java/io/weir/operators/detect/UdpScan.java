package io.weir.operators.detect;

import io.weir.operators.detect.Finding.Role;
import java.util.function.Consumer;

/** Small UDP flows of one source to many hosts, or to many ports of a host, that few answer. */
public final class UdpScan implements Judgement {

    public static final Rule RULE =
            new Rule("udp-scan", "UDP scan of many hosts or ports", "scan", 50, "T1046");

    private static final long serialVersionUID = 1L;

    private final int hosts;
    private final int ports;
    private final int unansweredPercent;

    /**
     * @param hosts distinct hosts from which on it is a scan, at least 1
     * @param ports distinct ports of one host from which on it is a scan, 1 to {@link
     *     EvidenceWindow#MAX_ALIKE}
     * @param unansweredPercent the least part that was not answered, 0 to 100
     */
    public UdpScan(int hosts, int ports, int unansweredPercent) {
        this.hosts = hosts;
        this.ports = ports;
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
        } else if (window.peersWithNumbers(ports) > 0) {
            findings.accept(window.finding(RULE, Role.SOURCE, window.numbers(), "ports", added));
        }
    }
}
