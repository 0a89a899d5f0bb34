package io.weir.operators.enrich.names;

/**
 * The parts of the ToS octet of IPv4, which is the traffic class of IPv6 (RFC 2474 §3, RFC 3168
 * §5).
 */
public final class TrafficClass {

    private static final int DSCP_SHIFT = 2;
    private static final int PRECEDENCE_SHIFT = 5;
    private static final int ECN_MASK = 3;

    private TrafficClass() {}

    /**
     * The differentiated services code point.
     *
     * @param tos the octet, 0 to 255
     */
    public static int dscp(int tos) {
        return tos >>> DSCP_SHIFT;
    }

    /** The name of the code point, {@code AF41} or {@code EF}; null if it has none. */
    public static String dscpName(int tos) {
        return Registry.DSCP.nameOf(dscp(tos));
    }

    /** The name of what the octet says of congestion. */
    public static String ecnName(int tos) {
        return Registry.ECN.nameOf(tos & ECN_MASK);
    }

    /** The name of the precedence, which came before code points (RFC 791 §3.1). */
    public static String precedenceName(int tos) {
        return Registry.PRECEDENCE.nameOf(tos >>> PRECEDENCE_SHIFT);
    }
}
