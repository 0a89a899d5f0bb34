package io.weir.job.documents;

import io.weir.codec.IpAddress;
import io.weir.operators.detect.Finding;
import io.weir.operators.detect.Finding.Role;
import io.weir.operators.detect.Rule;
import io.weir.operators.detect.Sample;
import io.weir.operators.enrich.ids.FlowId;
import io.weir.operators.traffic.Traffic;
import java.time.Instant;
import java.util.List;

/** Findings as detections make them. */
public final class Findings {

    /** The start of the window of all findings here; it lasts a minute. */
    public static final Instant WINDOW = Instant.parse("2026-01-02T03:03:30Z");

    private static final List<IpAddress> EXPORTERS = List.of(Flows.address("192.0.2.1"));

    private Findings() {}

    /** A host asked so many others for one port. */
    public static Finding horizontalScan(long hosts) {
        return finding(
                new Rule("syn-scan-horizontal", "SYN scan of one port", "scan", 60, "T1046"),
                Role.SOURCE,
                "port-445",
                hosts,
                "hosts",
                List.of(Flows.address("10.1.0.1"), Flows.address("2001:db8::1")),
                List.of(445),
                EXPORTERS);
    }

    /** A host asked another for so many ports. */
    public static Finding verticalScan(long ports) {
        return finding(
                new Rule("syn-scan-vertical", "SYN scan of one host", "scan", 60, "T1046"),
                Role.SOURCE,
                "10.1.0.1",
                ports,
                "ports",
                List.of(Flows.address("10.1.0.1")),
                List.of(22, 65_535),
                EXPORTERS);
    }

    /** A host drew so many messages. */
    public static Finding icmpUnreachable(long messages) {
        return finding(
                new Rule("icmp-unreachable", "Host draws ICMP unreachables", "icmp", 40, null),
                Role.DESTINATION,
                "",
                messages,
                "messages",
                List.of(Flows.address("198.51.100.7")),
                List.of(),
                EXPORTERS);
    }

    /** So many alerts of the rule of {@link #horizontalScan} were held back. */
    public static Finding heldBack(long alerts) {
        Finding scan = horizontalScan(alerts);
        return new Finding(
                scan.rule(),
                null,
                Role.SOURCE,
                "held-back",
                alerts,
                "alerts",
                scan.windowStart(),
                scan.windowEnd(),
                scan.triggerReceivedMillis(),
                Traffic.NONE,
                0,
                new Sample(0, scan.sample().peers(), List.of(), EXPORTERS, List.of()));
    }

    /** As SQL rules make them: they know neither exporters nor, often, peers. */
    public static Finding ofSqlRule(long hits) {
        return finding(
                new Rule("of-the-operator", "Something odd", "policy", 1, null),
                Role.SOURCE,
                "",
                hits,
                "hits",
                List.of(),
                List.of(),
                List.of());
    }

    private static Finding finding(
            Rule rule,
            Role role,
            String scope,
            long count,
            String measure,
            List<IpAddress> peers,
            List<Integer> ports,
            List<IpAddress> exporters) {
        return new Finding(
                rule,
                Flows.address("203.0.113.66"),
                role,
                scope,
                count,
                measure,
                WINDOW.toEpochMilli(),
                WINDOW.plusSeconds(60).toEpochMilli(),
                Flows.RECEIVED.toEpochMilli(),
                new Traffic(count * 44, count + 2, count + 1),
                0,
                new Sample(
                        measure.equals("hosts") ? count : 0,
                        peers,
                        ports,
                        exporters,
                        exporters.isEmpty() ? List.of() : List.of(new FlowId(1, 2))));
    }
}
