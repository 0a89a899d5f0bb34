package io.weir.job.documents.fields;

/** {@code weir.tunnel.*}, {@code weir.mpls.*}, {@code weir.vrf.*}. */
public final class EncapsulationFields {

    static final Family FAMILY =
            new Family("Weir: encapsulation", "What the packets were carried in.");

    public static final Field TUNNEL_ID =
            FAMILY.number(
                    "weir.tunnel.id",
                    "element 351, sFlow header",
                    "VXLAN or Geneve network identifier, GRE key.");
    public static final Field TUNNEL_PROTOCOL =
            FAMILY.keyword(
                    "weir.tunnel.protocol",
                    "sFlow header",
                    "The IP protocol that the tunnel is in: `gre`, `udp` or others.");
    public static final Field TUNNEL_SOURCE =
            FAMILY.address("weir.tunnel.source.ip", "sFlow header", "Where the tunnel begins.");
    public static final Field TUNNEL_DESTINATION =
            FAMILY.address("weir.tunnel.destination.ip", "sFlow header", "Where it ends.");
    public static final Field MPLS_LABELS =
            FAMILY.number("weir.mpls.labels", "elements 70-79", "MPLS labels from the top.");
    public static final Field MPLS_TOP_TYPE =
            FAMILY.keyword("weir.mpls.top.type", "element 46", "Who gave out the top label.");
    public static final Field MPLS_TOP_ADDRESS =
            FAMILY.address(
                    "weir.mpls.top.ip", "elements 47, 140", "The router that the label leads to.");
    public static final Field INGRESS_VRF =
            FAMILY.number("weir.vrf.ingress", "element 234", "The routing table of the input.");
    public static final Field EGRESS_VRF =
            FAMILY.number("weir.vrf.egress", "element 235", "The routing table of the output.");
    public static final Field VRF_NAME =
            FAMILY.keyword("weir.vrf.name", "element 236, options", "Its name.");

    private EncapsulationFields() {}
}
