package io.weir.job.generate;

import java.util.Arrays;
import java.util.List;

/**
 * The applications that exporters know, as NBAR of Cisco and RFC 6759 number them: the
 * classification engine in the first octet, the application in the other three.
 */
final class ApplicationTable {

    /**
     * An application.
     *
     * @param id element 95
     * @param name element 96, at most {@link #NAME_LENGTH} octets of ASCII
     * @param description element 94, at most {@link #DESCRIPTION_LENGTH} octets of ASCII
     */
    record Entry(long id, String name, String description) {}

    static final int NAME_LENGTH = 16;
    static final int DESCRIPTION_LENGTH = 40;

    private static final long IANA_L3 = 1L << 24;
    private static final long IANA_L4 = 3L << 24;
    private static final long PANA_L7 = 13L << 24;
    private static final long UNKNOWN = PANA_L7 | 1;
    private static final int PORTS = 1 << 16;

    private static final List<Entry> ENTRIES =
            List.of(
                    new Entry(IANA_L3 | SimulatedFlow.ICMP, "icmp", "Internet Control Message"),
                    new Entry(IANA_L3 | SimulatedFlow.ICMPV6, "ipv6-icmp", "ICMP for IPv6"),
                    new Entry(IANA_L4 | 22, "ssh", "Secure Shell"),
                    new Entry(IANA_L4 | 25, "smtp", "Simple Mail Transfer"),
                    new Entry(IANA_L4 | 53, "domain", "Domain Name System"),
                    new Entry(IANA_L4 | 80, "http", "World Wide Web, unencrypted"),
                    new Entry(IANA_L4 | 123, "ntp", "Network Time Protocol"),
                    new Entry(IANA_L4 | 443, "https", "World Wide Web over TLS or QUIC"),
                    new Entry(IANA_L4 | 445, "microsoft-ds", "Server Message Block"),
                    new Entry(IANA_L4 | 993, "imaps", "Mail access over TLS"),
                    new Entry(IANA_L4 | 3389, "ms-wbt-server", "Remote Desktop"),
                    new Entry(IANA_L4 | 5432, "postgresql", "PostgreSQL database"),
                    new Entry(UNKNOWN, "unknown", "Not classified"));

    private static final int[] BY_PORT = byPort();

    private ApplicationTable() {}

    static List<Entry> entries() {
        return ENTRIES;
    }

    /** The id of the application that an exporter takes the flow for. */
    static long idOf(SimulatedFlow flow) {
        return flow.isIcmp()
                ? IANA_L3 | flow.protocol()
                : BY_PORT[Math.min(flow.sourcePort(), flow.destinationPort())];
    }

    private static int[] byPort() {
        int[] ids = new int[PORTS];
        Arrays.fill(ids, (int) UNKNOWN);
        for (Entry entry : ENTRIES) {
            if ((entry.id() & 0xff00_0000L) == IANA_L4) {
                ids[(int) (entry.id() & 0xffff)] = (int) entry.id();
            }
        }
        return ids;
    }
}
