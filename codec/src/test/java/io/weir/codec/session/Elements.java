package io.weir.codec.session;

/** Information elements by the names of IANA's registry. */
final class Elements {

    static final int OCTET_DELTA_COUNT = 1;
    static final int PACKET_DELTA_COUNT = 2;
    static final int PROTOCOL_IDENTIFIER = 4;
    static final int IP_CLASS_OF_SERVICE = 5;
    static final int TCP_CONTROL_BITS = 6;
    static final int SOURCE_TRANSPORT_PORT = 7;
    static final int SOURCE_IPV4_ADDRESS = 8;
    static final int SOURCE_IPV4_PREFIX_LENGTH = 9;
    static final int INGRESS_INTERFACE = 10;
    static final int DESTINATION_TRANSPORT_PORT = 11;
    static final int DESTINATION_IPV4_ADDRESS = 12;
    static final int FLOW_END_SYS_UP_TIME = 21;
    static final int FLOW_START_SYS_UP_TIME = 22;
    static final int SOURCE_IPV6_ADDRESS = 27;
    static final int SOURCE_IPV6_PREFIX_LENGTH = 29;
    static final int ICMP_TYPE_CODE_IPV4 = 32;
    static final int SAMPLING_INTERVAL = 34;
    static final int SOURCE_MAC_ADDRESS = 56;
    static final int INTERFACE_NAME = 82;
    static final int ICMP_TYPE_CODE_IPV6 = 139;
    static final int FLOW_START_SECONDS = 150;
    static final int FLOW_END_SECONDS = 151;
    static final int FLOW_START_MILLISECONDS = 152;
    static final int FLOW_END_MILLISECONDS = 153;
    static final int FLOW_START_MICROSECONDS = 154;
    static final int FLOW_END_MICROSECONDS = 155;
    static final int FLOW_START_NANOSECONDS = 156;
    static final int FLOW_END_NANOSECONDS = 157;
    static final int SYSTEM_INIT_TIME_MILLISECONDS = 160;
    static final int ICMP_TYPE_IPV4 = 176;
    static final int ICMP_CODE_IPV4 = 177;
    static final int UDP_SOURCE_PORT = 180;
    static final int PADDING_OCTETS = 210;
    static final int INGRESS_PHYSICAL_INTERFACE = 252;
    static final int SELECTOR_ID = 302;

    private Elements() {}
}
