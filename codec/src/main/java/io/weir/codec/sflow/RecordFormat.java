package io.weir.codec.sflow;

/**
 * The flow records that fill fields of a flow, by their data format: enterprise * 4096 + format.
 */
final class RecordFormat {

    static final int SAMPLED_HEADER = 1;
    static final int SAMPLED_ETHERNET = 2;
    static final int SAMPLED_IPV4 = 3;
    static final int SAMPLED_IPV6 = 4;
    static final int SWITCH = 1001;
    static final int ROUTER = 1002;
    static final int GATEWAY = 1003;
    static final int USER = 1004;
    static final int MPLS = 1006;
    static final int NAT = 1007;
    static final int VLAN_TUNNEL = 1012;
    static final int WLAN_RECEIVED = 1014;
    static final int WLAN_SENT = 1015;
    static final int NAT_PORTS = 1020;
    static final int IPV4_TUNNEL_EGRESS = 1023;
    static final int IPV4_TUNNEL_INGRESS = 1024;
    static final int IPV6_TUNNEL_EGRESS = 1025;
    static final int IPV6_TUNNEL_INGRESS = 1026;
    static final int VNI_EGRESS = 1029;
    static final int VNI_INGRESS = 1030;
    static final int SOCKET_IPV4 = 2100;
    static final int SOCKET_IPV6 = 2101;

    private RecordFormat() {}
}
