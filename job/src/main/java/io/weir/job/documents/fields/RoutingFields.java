package io.weir.job.documents.fields;

/** {@code flow.*}: which way the exporter sent it on. */
public final class RoutingFields {

    static final Family FAMILY =
            new Family("Flow: routing", "Which way the exporter sent it on, and by what route.");

    public static final Field NEXT_HOP =
            FAMILY.address("flow.next_hop", "elements 15, 62", "The next router.");
    public static final Field BGP_NEXT_HOP =
            FAMILY.address("flow.bgp_next_hop", "elements 18, 63", "The next router by BGP.");
    public static final Field BGP_VALID_STATE =
            FAMILY.number(
                    "flow.bgp_valid_state", "element 294", "What the RPKI says of the route.");
    public static final Field BGP_NEXT_AS =
            FAMILY.keyword(
                    "flow.bgp_next_as",
                    "element 128",
                    "The neighbour's autonomous system towards the destination.");
    public static final Field BGP_PREVIOUS_AS =
            FAMILY.keyword(
                    "flow.bgp_previous_as",
                    "element 129",
                    "The neighbour's autonomous system towards the source.");
    public static final Field SOURCE_MASK =
            FAMILY.number(
                    "flow.src_mask_len", "elements 9, 29", "Bits of the prefix of the source.");
    public static final Field DESTINATION_MASK =
            FAMILY.number(
                    "flow.dst_mask_len",
                    "elements 13, 30",
                    "Bits of the prefix of the destination.");

    private RoutingFields() {}
}
