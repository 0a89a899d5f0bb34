package io.weir.job.capture;

import static io.weir.job.capture.PacketBytes.int32;
import static io.weir.job.capture.PacketBytes.uint16;

/** Finds the IP packet behind the header of a link layer. */
final class LinkLayer {

    /** {@link #ipOffset}: the packet carries something else than IP. */
    static final int NOT_IP = -1;

    /** {@link #ipOffset}: the link type is not one that is read. */
    static final int UNKNOWN_LINK_TYPE = -2;

    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final int ETHERTYPE_IPV6 = 0x86dd;
    private static final int ETHERTYPE_VLAN = 0x8100;
    private static final int ETHERTYPE_SERVICE_VLAN = 0x88a8;
    private static final int ETHERTYPE_OLD_SERVICE_VLAN = 0x9100;
    private static final int VLAN_TAG = 4;

    private static final int ETHERTYPE_IN_ETHERNET = 12;
    private static final int ETHERTYPE_IN_SLL = 14;
    private static final int SLL2_HEADER = 20;
    private static final int LOOPBACK_HEADER = 4;

    private LinkLayer() {}

    /**
     * Where the IP packet starts, {@link #NOT_IP} or {@link #UNKNOWN_LINK_TYPE}. The offset lies
     * behind the captured bytes if the link-layer header does not fit them.
     */
    static int ipOffset(CapturedPacket packet) {
        return switch (packet.linkType) {
            case PcapFormat.LINKTYPE_ETHERNET -> behindEtherType(packet, ETHERTYPE_IN_ETHERNET);
            case PcapFormat.LINKTYPE_LINUX_SLL -> behindEtherType(packet, ETHERTYPE_IN_SLL);
            case PcapFormat.LINKTYPE_LINUX_SLL2 -> behindCookedV2(packet);
            case PcapFormat.LINKTYPE_NULL, PcapFormat.LINKTYPE_LOOP -> behindFamily(packet);
            case PcapFormat.LINKTYPE_RAW,
                    PcapFormat.LINKTYPE_IPV4,
                    PcapFormat.LINKTYPE_IPV6,
                    PcapFormat.DLT_RAW,
                    PcapFormat.DLT_RAW_OPENBSD ->
                    0;
            default -> UNKNOWN_LINK_TYPE;
        };
    }

    /** Behind the type field at {@code typeAt} and the VLAN tags (IEEE 802.1Q, QinQ) after it. */
    private static int behindEtherType(CapturedPacket packet, int typeAt) {
        for (int at = typeAt; at + 2 <= packet.length; at += VLAN_TAG) {
            int type = uint16(packet.bytes, at);
            if (!isVlan(type)) {
                return isIp(type) ? at + 2 : NOT_IP;
            }
        }
        return packet.length;
    }

    /** The type stands first in Linux cooked v2; VLAN tags follow its header. */
    private static int behindCookedV2(CapturedPacket packet) {
        if (packet.length < SLL2_HEADER) {
            return packet.length;
        }
        int type = uint16(packet.bytes, 0);
        if (isVlan(type)) {
            return behindEtherType(packet, SLL2_HEADER + 2);
        }
        return isIp(type) ? SLL2_HEADER : NOT_IP;
    }

    /**
     * Behind an address family in the byte order of the capturing host: 2 is IPv4 everywhere, IPv6
     * is 10, 24, 28 or 30, depending on the system.
     */
    private static int behindFamily(CapturedPacket packet) {
        if (packet.length < LOOPBACK_HEADER) {
            return packet.length;
        }
        int family = int32(packet.bytes, 0);
        return switch (family > 0xffff || family < 0 ? Integer.reverseBytes(family) : family) {
            case 2, 10, 24, 28, 30 -> LOOPBACK_HEADER;
            default -> NOT_IP;
        };
    }

    private static boolean isVlan(int type) {
        return type == ETHERTYPE_VLAN
                || type == ETHERTYPE_SERVICE_VLAN
                || type == ETHERTYPE_OLD_SERVICE_VLAN;
    }

    private static boolean isIp(int type) {
        return type == ETHERTYPE_IPV4 || type == ETHERTYPE_IPV6;
    }
}
