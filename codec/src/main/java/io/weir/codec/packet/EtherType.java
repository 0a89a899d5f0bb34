package io.weir.codec.packet;

import io.weir.codec.flow.FlowField;

/** The types of Ethernet frames (IANA, IEEE 802 Numbers) whose content is read. */
final class EtherType {

    /** Below, the type of a frame is the length of an IEEE 802.3 frame. */
    private static final int FIRST = 0x0600;

    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86dd;
    private static final int TRANSPARENT_ETHERNET = 0x6558;
    private static final int PPP = 0x880b;

    private static final int VLAN = 0x8100;
    private static final int SERVICE_VLAN = 0x88a8;
    private static final int OLD_SERVICE_VLAN = 0x9100;
    private static final int MPLS = 0x8847;
    private static final int MPLS_UPSTREAM = 0x8848;
    private static final int PPPOE_SESSION = 0x8864;

    private EtherType() {}

    /** Takes the type of a frame, and says what follows it. */
    static Header read(Dissection packet, int type) {
        Header next = type < FIRST ? Header.LLC : next(type);
        if (next != Header.VLAN_TAG && next != Header.LLC) {
            packet.set(FlowField.ETHERTYPE, type);
        }
        return next;
    }

    /** What a frame or tunnel of this type carries. */
    static Header next(int type) {
        return switch (type) {
            case IPV4 -> Header.IPV4;
            case IPV6 -> Header.IPV6;
            case VLAN, SERVICE_VLAN, OLD_SERVICE_VLAN -> Header.VLAN_TAG;
            case MPLS, MPLS_UPSTREAM -> Header.MPLS;
            case PPPOE_SESSION -> Header.PPPOE;
            case TRANSPARENT_ETHERNET -> Header.ETHERNET;
            case PPP -> Header.PPP;
            default -> Header.NONE;
        };
    }
}
