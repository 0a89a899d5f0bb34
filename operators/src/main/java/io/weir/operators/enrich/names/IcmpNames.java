package io.weir.operators.enrich.names;

/** Names of ICMP and ICMPv6 types and codes. */
public final class IcmpNames {

    private static final int CODE_BITS = 8;

    private IcmpNames() {}

    /**
     * The name of a type.
     *
     * @param protocol {@link IpProtocols#ICMP} or {@link IpProtocols#ICMPV6}
     * @return null if it has none
     */
    public static String type(int protocol, int type) {
        return switch (protocol) {
            case IpProtocols.ICMP -> Registry.ICMP_TYPES.nameOf(type);
            case IpProtocols.ICMPV6 -> Registry.ICMPV6_TYPES.nameOf(type);
            default -> null;
        };
    }

    /**
     * The name of a code, which each type has its own of.
     *
     * @param protocol {@link IpProtocols#ICMP} or {@link IpProtocols#ICMPV6}
     * @return null if it has none; a type's only code has none
     */
    public static String code(int protocol, int type, int code) {
        if (code < 0 || code >= 1 << CODE_BITS) {
            return null;
        }
        int typeAndCode = type << CODE_BITS | code;
        return switch (protocol) {
            case IpProtocols.ICMP -> Registry.ICMP_CODES.nameOf(typeAndCode);
            case IpProtocols.ICMPV6 -> Registry.ICMPV6_CODES.nameOf(typeAndCode);
            default -> null;
        };
    }
}
