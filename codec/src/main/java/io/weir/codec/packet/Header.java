package io.weir.codec.packet;

/** What the next bytes of a packet are. */
enum Header {
    /** Nothing that is read. */
    NONE,
    ETHERNET,
    /** A tag of IEEE 802.1Q, behind its type. */
    VLAN_TAG,
    LLC,
    /** A stack of MPLS labels, and what is below it. */
    MPLS,
    PPPOE,
    PPP,
    /** IPv4 or IPv6, as the first four bits say. */
    IP,
    IPV4,
    IPV6,
    IPV6_EXTENSION,
    IPV6_FRAGMENT,
    IPV6_AUTHENTICATION,
    TCP,
    UDP,
    SCTP,
    ICMP,
    GRE,
    VXLAN,
    GENEVE
}
