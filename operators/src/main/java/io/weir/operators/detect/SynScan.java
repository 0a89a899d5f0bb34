package io.weir.operators.detect;

import io.weir.codec.IpAddress;
import io.weir.operators.detect.Finding.Role;
import java.util.List;
import java.util.function.Consumer;

/**
 * Scans by TCP: horizontal, one port on many hosts; vertical, many ports of one host; of a block,
 * more than {@value #MOST_SCOPES} of these at a time, which are one finding. Who mostly gets
 * answers does not scan: gateways, resolvers and monitoring try what is down, too.
 *
 * <p>Defaults elsewhere: Zeek 25 hosts or 15 ports of failed attempts in 5 minutes, Nemea 50 of
 * each.
 */
public final class SynScan implements Judgement {

    public static final Rule HORIZONTAL =
            new Rule(
                    "syn-scan-horizontal",
                    "SYN scan of one port on many hosts",
                    "scan",
                    60,
                    "T1046");
    public static final Rule VERTICAL =
            new Rule(
                    "syn-scan-vertical", "SYN scan of many ports on one host", "scan", 60, "T1046");
    public static final Rule BLOCK =
            new Rule("syn-scan-block", "SYN scan of many ports on many hosts", "scan", 70, "T1046");

    /** So many ports and hosts have findings of their own. */
    static final int MOST_SCOPES = 3;

    private static final long serialVersionUID = 1L;

    private final ScanBounds whole;
    private final ScanBounds sampled;

    /**
     * @param whole what holds where exporters see every packet
     * @param sampled what holds where they sample
     */
    public SynScan(ScanBounds whole, ScanBounds sampled) {
        this.whole = whole;
        this.sampled = sampled;
    }

    @Override
    public void judge(EvidenceWindow window, Evidence added, Consumer<Finding> findings) {
        ScanBounds bounds = added.suspect().scope() == TcpAttempts.SAMPLED ? sampled : whole;
        if (window.observations() < Math.min(bounds.hosts(), bounds.ports())) {
            return;
        }
        List<Integer> scannedPorts =
                added.observations().stream()
                        .map(Observation::number)
                        .distinct()
                        .filter(port -> window.peersWith(port) >= bounds.hosts())
                        .toList();
        List<IpAddress> scannedHosts =
                added.observations().stream()
                        .map(Observation::peer)
                        .distinct()
                        .filter(host -> window.numbersWith(host) >= bounds.ports())
                        .toList();
        boolean isNothing = scannedPorts.isEmpty() && scannedHosts.isEmpty();
        if (isNothing || !window.isMostlyUnanswered(bounds.unansweredPercent())) {
            return;
        }
        int scopes =
                window.numbersWithPeers(bounds.hosts()) + window.peersWithNumbers(bounds.ports());
        if (scopes > MOST_SCOPES) {
            findings.accept(window.finding(BLOCK, Role.SOURCE, window.peers(), "hosts", added));
            return;
        }
        for (int port : scannedPorts) {
            findings.accept(
                    window.findingAt(port, HORIZONTAL, window.peersWith(port), "hosts", added));
        }
        for (IpAddress host : scannedHosts) {
            findings.accept(
                    window.findingOf(host, VERTICAL, window.numbersWith(host), "ports", added));
        }
    }
}
