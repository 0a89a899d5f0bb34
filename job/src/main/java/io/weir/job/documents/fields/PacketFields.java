package io.weir.job.documents.fields;

/** {@code flow.*}: what was in the headers of the packets. */
public final class PacketFields {

    static final Family FAMILY =
            new Family("Flow: packets", "What was in the headers of the packets.");

    public static final Field DSCP =
            FAMILY.number("flow.dscp", "`flow.tos`", "The differentiated services code point.");
    public static final Field DSCP_NAME =
            FAMILY.keyword("flow.dscp_name", "IANA", "Its name, such as `AF41`.");
    public static final Field ECN =
            FAMILY.keyword("flow.ecn", "`flow.tos`", "What the packets say of congestion.");
    public static final Field POST_TOS =
            FAMILY.number("flow.post_tos", "elements 55, 98", "The ToS octet as it left.");
    public static final Field ICMP_TYPE =
            FAMILY.number("flow.icmp.type", "elements 32, 139, 176, 178", "The ICMP type.");
    public static final Field ICMP_TYPE_NAME =
            FAMILY.keyword("flow.icmp.type_name", "IANA", "Its name.");
    public static final Field ICMP_CODE =
            FAMILY.number("flow.icmp.code", "elements 32, 139, 177, 179", "The ICMP code.");
    public static final Field ICMP_CODE_NAME =
            FAMILY.keyword("flow.icmp.code_name", "IANA", "Its name, if the type has several.");
    public static final Field MIN_TTL =
            FAMILY.number("flow.ttl.min", "elements 52, 192", "The least time to live.");
    public static final Field MAX_TTL =
            FAMILY.number("flow.ttl.max", "elements 53, 192", "The most time to live.");
    public static final Field MIN_LENGTH =
            FAMILY.number("flow.packet_length.min", "element 25", "Octets of the shortest packet.");
    public static final Field MAX_LENGTH =
            FAMILY.number("flow.packet_length.max", "element 26", "Octets of the longest packet.");
    public static final Field FRAGMENT_ID =
            FAMILY.number("flow.fragment.id", "element 54", "The identification of fragments.");
    public static final Field FRAGMENT_OFFSET =
            FAMILY.number(
                    "flow.fragment.offset", "element 88", "Where the fragment is, in 8 octets.");
    public static final Field FRAGMENT_FLAGS =
            FAMILY.number("flow.fragment.flags", "element 197", "The bits of its flags.");
    public static final Field IPV6_FLOW_LABEL =
            FAMILY.number("flow.ipv6_flow_label", "element 31", "The flow label of IPv6.");

    private PacketFields() {}
}
