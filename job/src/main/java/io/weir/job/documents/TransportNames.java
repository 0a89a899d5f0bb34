package io.weir.job.documents;

import java.util.Map;

/** Lower-case keywords of the IANA protocol numbers that are seen in networks. */
final class TransportNames {

    private static final Map<Integer, String> KEYWORDS =
            Map.ofEntries(
                    Map.entry(0, "hopopt"),
                    Map.entry(1, "icmp"),
                    Map.entry(2, "igmp"),
                    Map.entry(4, "ipv4"),
                    Map.entry(6, "tcp"),
                    Map.entry(8, "egp"),
                    Map.entry(9, "igp"),
                    Map.entry(17, "udp"),
                    Map.entry(33, "dccp"),
                    Map.entry(41, "ipv6"),
                    Map.entry(43, "ipv6-route"),
                    Map.entry(44, "ipv6-frag"),
                    Map.entry(46, "rsvp"),
                    Map.entry(47, "gre"),
                    Map.entry(50, "esp"),
                    Map.entry(51, "ah"),
                    Map.entry(58, "ipv6-icmp"),
                    Map.entry(59, "ipv6-nonxt"),
                    Map.entry(60, "ipv6-opts"),
                    Map.entry(88, "eigrp"),
                    Map.entry(89, "ospfigp"),
                    Map.entry(94, "ipip"),
                    Map.entry(97, "etherip"),
                    Map.entry(103, "pim"),
                    Map.entry(108, "ipcomp"),
                    Map.entry(112, "vrrp"),
                    Map.entry(115, "l2tp"),
                    Map.entry(132, "sctp"),
                    Map.entry(136, "udplite"),
                    Map.entry(137, "mpls-in-ip"));

    private TransportNames() {}

    static String of(int protocol) {
        String keyword = KEYWORDS.get(protocol);
        return keyword != null ? keyword : "unknown(" + protocol + ")";
    }
}
