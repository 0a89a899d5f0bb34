package io.weir.job.documents.fields;

/** {@code flow.*}: Ethernet and wireless. */
public final class LinkFields {

    static final Family FAMILY = new Family("Flow: link layer", "Ethernet and wireless.");

    public static final Field SOURCE_VENDOR =
            FAMILY.keyword(
                    "flow.src_mac_oui", "names.mac-vendors", "Who made the source's interface.");
    public static final Field DESTINATION_VENDOR =
            FAMILY.keyword(
                    "flow.dst_mac_oui",
                    "names.mac-vendors",
                    "Who made the destination's interface.");
    public static final Field POST_SOURCE_MAC =
            FAMILY.keyword("flow.post_src_mac", "element 81", "The source's MAC as it left.");
    public static final Field POST_DESTINATION_MAC =
            FAMILY.keyword("flow.post_dst_mac", "element 57", "The destination's MAC as it left.");
    public static final Field ETHER_TYPE =
            FAMILY.number("flow.ether_type", "element 256", "The number of the protocol carried.");
    public static final Field VLAN_PRIORITY =
            FAMILY.number("flow.vlan_priority", "element 244", "IEEE 802.1p, 0 to 7.");
    public static final Field INNER_VLAN_PRIORITY =
            FAMILY.number(
                    "flow.inner_vlan_priority", "element 246", "The same of the inner VLAN tag.");
    public static final Field POST_INNER_VLAN =
            FAMILY.number("flow.post_inner_vlan", "element 255", "The inner VLAN as it left.");
    public static final Field WIFI_SSID =
            FAMILY.keyword("flow.wifi_ssid", "element 147", "The name of the wireless network.");
    public static final Field WIFI_STATION_MAC =
            FAMILY.keyword("flow.wifi_sta_mac", "element 365", "The MAC address of the station.");
    public static final Field WIFI_STATION_ADDRESS =
            FAMILY.keyword("flow.wifi_sta_addr", "element 366", "The address of the station.");
    public static final Field WIFI_ACCESS_POINT_MAC =
            FAMILY.keyword(
                    "flow.wifi_wtp_mac", "element 367", "The MAC address of the access point.");

    private LinkFields() {}
}
