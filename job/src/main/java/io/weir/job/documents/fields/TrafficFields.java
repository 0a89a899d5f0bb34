package io.weir.job.documents.fields;

/** {@code flow.*}: what kind of traffic it was. */
public final class TrafficFields {

    static final Family FAMILY = new Family("Flow: traffic", "What kind of traffic it was.");

    public static final Field ID =
            FAMILY.keyword(
                    "flow.id",
                    "the record",
                    "Tells the record from all others, and is the same when it is read again.");
    public static final Field CONVERSATION_ID =
            FAMILY.keyword(
                    "flow.conversation_id",
                    "addresses, protocol, ports",
                    "The same for both directions and all reports of a connection.");
    public static final Field DIRECTION =
            FAMILY.keyword(
                    "flow.direction",
                    "element 61",
                    "Where the exporter saw it, in ElastiFlow's words: `ingress`, `egress`,"
                            + " `undetermined`, or `unspecified` if it does not say.");
    public static final Field TRAFFIC_LOCALITY =
            FAMILY.keyword(
                    "flow.traffic_locality",
                    "addresses, networks",
                    "`public` if an end is on the public Internet, else `private`.");
    public static final Field SAMPLING_INTERVAL =
            FAMILY.number(
                    "flow.sampling_interval",
                    "elements 34, 305…, options, header, names.sampling",
                    "One packet in this many was sampled; 0 says that none was left out.");
    public static final Field TOS =
            FAMILY.number("flow.tos", "elements 5, 195", "The ToS octet: DSCP and ECN.");
    public static final Field VLAN = FAMILY.number("flow.vlan", "elements 58, 243", "The VLAN.");
    public static final Field TCP_FLAGS =
            FAMILY.keyword(
                    "flow.tcp_flags",
                    "element 6",
                    "Each TCP flag that any packet had; `none` if none had any.");
    public static final Field TCP_FLAG_SET =
            FAMILY.keyword(
                    "flow.tcp_flag_set",
                    "element 6",
                    "All of these flags in one word, such as `SYN-ACK`, to count combinations.");
    public static final Field REVERSE_TCP_FLAGS =
            FAMILY.keyword(
                    "flow.reverse_tcp_flags",
                    "element 29305:6",
                    "The same of the way back, where one record has both.");
    public static final Field END_REASON =
            FAMILY.keyword(
                    "flow.end_reason",
                    "element 136",
                    "Why the exporter took the flow for ended, such as `idle-timeout`.");
    public static final Field FORWARDING_STATUS =
            FAMILY.keyword(
                    "flow.forwarding_status",
                    "element 89",
                    "What became of the packets: `forwarded`, `dropped`, `consumed`, `unknown`.");
    public static final Field FORWARDING_REASON =
            FAMILY.keyword("flow.forwarding_reason", "element 89", "Why, where it says.");

    private TrafficFields() {}
}
