package io.weir.operators.detect;

import io.weir.codec.IpAddress;
import io.weir.operators.detect.Finding.Role;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * SYN-only scans: horizontal, one port on many hosts; vertical, many ports of one host.
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

    private static final long serialVersionUID = 1L;

    private final int hosts;
    private final int ports;

    /**
     * @param hosts distinct hosts on one port from which on it is a horizontal scan, at least 1
     * @param ports distinct ports on one host from which on it is a vertical scan, at least 1
     */
    public SynScan(int hosts, int ports) {
        this.hosts = hosts;
        this.ports = ports;
    }

    @Override
    public void judge(EvidenceWindow window, Evidence added, Consumer<Finding> findings) {
        Set<Integer> touchedPorts =
                added.observations().stream().map(Observation::number).collect(Collectors.toSet());
        for (int port : touchedPorts) {
            List<Observation> onPort =
                    window.observations().stream().filter(o -> o.number() == port).toList();
            if (onPort.size() >= hosts) {
                findings.accept(
                        finding(HORIZONTAL, "port-" + port, "hosts", onPort, window, added));
            }
        }
        Set<IpAddress> touchedHosts =
                added.observations().stream().map(Observation::peer).collect(Collectors.toSet());
        for (IpAddress host : touchedHosts) {
            List<Observation> onHost =
                    window.observations().stream().filter(o -> o.peer().equals(host)).toList();
            if (onHost.size() >= ports) {
                findings.accept(finding(VERTICAL, host.toString(), "ports", onHost, window, added));
            }
        }
    }

    private static Finding finding(
            Rule rule,
            String scope,
            String measure,
            List<Observation> observations,
            EvidenceWindow window,
            Evidence added) {
        TreeSet<IpAddress> peers = new TreeSet<>();
        TreeSet<Integer> ports = new TreeSet<>();
        for (Observation observation : observations) {
            peers.add(observation.peer());
            ports.add(observation.number());
        }
        return new Finding(
                rule,
                added.suspect(),
                Role.SOURCE,
                scope,
                observations.size(),
                measure,
                window.start(),
                window.end(),
                added.firstReceivedMillis(),
                window.flows(),
                window.packets(),
                window.bytes(),
                peers.stream().limit(Finding.MAX_SAMPLES).toList(),
                ports.stream().limit(Finding.MAX_SAMPLES).toList(),
                window.exporters());
    }
}
