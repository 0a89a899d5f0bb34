package io.weir.job.documents.fields;

/** {@code network.*}: what both directions have in common. */
public final class NetworkFields {

    static final Family FAMILY = new Family("Network", "What both directions have in common.");

    public static final Field TYPE =
            FAMILY.keyword("network.type", "addresses", "`ipv4` or `ipv6`.");
    public static final Field IANA_NUMBER =
            FAMILY.number("network.iana_number", "element 4", "The number of the IP protocol.");
    public static final Field TRANSPORT =
            FAMILY.keyword(
                    "network.transport", "element 4", "The IP protocol by IANA's lower-case name.");
    public static final Field APPLICATION =
            FAMILY.keyword(
                    "network.application",
                    "names.applications, elements 96, 95, options",
                    "The application, by name or else by id.");
    public static final Field DIRECTION =
            FAMILY.keyword(
                    "network.direction",
                    "networks",
                    "The way relative to the operator's networks: `inbound`, `outbound`,"
                            + " `internal`, `external`, `transit`.");
    public static final Field COMMUNITY_ID =
            FAMILY.keyword(
                    "network.community_id",
                    "addresses, protocol, ports",
                    "Community ID, version 1: the same in Zeek, Suricata and Wireshark.");
    public static final Field VLAN_ID =
            FAMILY.keyword(
                    "network.vlan.id", "elements 58, 243", "The VLAN, the outer one of two.");
    public static final Field VLAN_NAME =
            FAMILY.keyword("network.vlan.name", "names.vlans", "What the operator calls the VLAN.");
    public static final Field INNER_VLAN_ID =
            FAMILY.keyword("network.inner.vlan.id", "element 245", "The inner of two VLAN tags.");
    public static final Field BYTES =
            FAMILY.number(
                    "network.bytes",
                    "elements 1, 231, 232…",
                    "Octets of both directions, corrected for sampling.");
    public static final Field PACKETS =
            FAMILY.number(
                    "network.packets",
                    "elements 2, 298, 299…",
                    "Packets of both directions, corrected for sampling.");

    private NetworkFields() {}
}
