package io.weir.operators.enrich.names;

/** Names of IP protocols, as ElastiFlow 4 writes them to {@code network.transport}. */
public final class IpProtocols {

    public static final int ICMP = 1;
    public static final int TCP = 6;
    public static final int UDP = 17;
    public static final int DCCP = 33;
    public static final int ICMPV6 = 58;
    public static final int SCTP = 132;
    public static final int UDP_LITE = 136;

    private static final String[] TEXTS = new String[256];

    static {
        for (int protocol = 0; protocol < TEXTS.length; protocol++) {
            String keyword = Registry.IP_PROTOCOLS.nameOf(protocol);
            TEXTS[protocol] = keyword != null ? keyword : unknown(protocol);
        }
    }

    private IpProtocols() {}

    /** IANA's keyword in lower case, {@code unknown(N)} for a number without one; never null. */
    public static String text(int protocol) {
        return protocol >= 0 && protocol < TEXTS.length ? TEXTS[protocol] : unknown(protocol);
    }

    private static String unknown(int protocol) {
        return "unknown(" + protocol + ")";
    }
}
