package io.weir.codec.capture;

import static io.weir.codec.flow.FlowField.APPLICATION_ID;
import static io.weir.codec.flow.FlowField.APPLICATION_NAME;
import static io.weir.codec.flow.FlowField.BGP_NEXT_HOP;
import static io.weir.codec.flow.FlowField.BIFLOW_DIRECTION;
import static io.weir.codec.flow.FlowField.BYTES;
import static io.weir.codec.flow.FlowField.DESTINATION_ADDRESS;
import static io.weir.codec.flow.FlowField.DESTINATION_AS;
import static io.weir.codec.flow.FlowField.DESTINATION_MAC;
import static io.weir.codec.flow.FlowField.DESTINATION_PORT;
import static io.weir.codec.flow.FlowField.DESTINATION_PREFIX_LENGTH;
import static io.weir.codec.flow.FlowField.DIRECTION;
import static io.weir.codec.flow.FlowField.EGRESS_VRF;
import static io.weir.codec.flow.FlowField.END_MILLIS;
import static io.weir.codec.flow.FlowField.END_REASON;
import static io.weir.codec.flow.FlowField.ETHERTYPE;
import static io.weir.codec.flow.FlowField.EVENT_MILLIS;
import static io.weir.codec.flow.FlowField.FIREWALL_EVENT;
import static io.weir.codec.flow.FlowField.FLOW_COUNT;
import static io.weir.codec.flow.FlowField.FLOW_ID;
import static io.weir.codec.flow.FlowField.FORWARDING_STATUS;
import static io.weir.codec.flow.FlowField.FRAGMENT_ID;
import static io.weir.codec.flow.FlowField.ICMP_CODE;
import static io.weir.codec.flow.FlowField.ICMP_TYPE;
import static io.weir.codec.flow.FlowField.INGRESS_VRF;
import static io.weir.codec.flow.FlowField.INPUT_INTERFACE;
import static io.weir.codec.flow.FlowField.IPV6_FLOW_LABEL;
import static io.weir.codec.flow.FlowField.IP_VERSION;
import static io.weir.codec.flow.FlowField.MAX_TTL;
import static io.weir.codec.flow.FlowField.MIN_TTL;
import static io.weir.codec.flow.FlowField.NAT_EVENT;
import static io.weir.codec.flow.FlowField.NEXT_HOP;
import static io.weir.codec.flow.FlowField.OUTPUT_INTERFACE;
import static io.weir.codec.flow.FlowField.OUT_BYTES;
import static io.weir.codec.flow.FlowField.OUT_PACKETS;
import static io.weir.codec.flow.FlowField.PACKETS;
import static io.weir.codec.flow.FlowField.POST_DESTINATION_MAC;
import static io.weir.codec.flow.FlowField.POST_NAT_DESTINATION_ADDRESS;
import static io.weir.codec.flow.FlowField.POST_NAT_DESTINATION_PORT;
import static io.weir.codec.flow.FlowField.POST_NAT_SOURCE_ADDRESS;
import static io.weir.codec.flow.FlowField.POST_NAT_SOURCE_PORT;
import static io.weir.codec.flow.FlowField.POST_SOURCE_MAC;
import static io.weir.codec.flow.FlowField.POST_VLAN;
import static io.weir.codec.flow.FlowField.PROTOCOL;
import static io.weir.codec.flow.FlowField.SAMPLER_ID;
import static io.weir.codec.flow.FlowField.SAMPLING_INTERVAL;
import static io.weir.codec.flow.FlowField.SOURCE_ADDRESS;
import static io.weir.codec.flow.FlowField.SOURCE_AS;
import static io.weir.codec.flow.FlowField.SOURCE_MAC;
import static io.weir.codec.flow.FlowField.SOURCE_PORT;
import static io.weir.codec.flow.FlowField.SOURCE_PREFIX_LENGTH;
import static io.weir.codec.flow.FlowField.START_MILLIS;
import static io.weir.codec.flow.FlowField.TCP_FLAGS;
import static io.weir.codec.flow.FlowField.TEMPLATE_ID;
import static io.weir.codec.flow.FlowField.TOS;
import static io.weir.codec.flow.FlowField.TOTAL_BYTES;
import static io.weir.codec.flow.FlowField.TOTAL_PACKETS;
import static io.weir.codec.flow.FlowField.USER_NAME;
import static io.weir.codec.flow.FlowField.VLAN;
import static io.weir.codec.flow.FlowField.VLAN_PRIORITY;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowField;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a data record of {@code expected.jsonl} says of the fields that a flow has in Weir.
 *
 * <p>Where Weir knowingly reads something else:
 *
 * <table>
 * <caption>Other readings</caption>
 * <tr><th>records with</th><th>Weir</th><th>because</th></tr>
 * <tr>
 *   <td>an observation time (323) and no end of the flow
 *   <td>ends the flow then
 *   <td>RFC 8158 §4 and Cisco NSEL: the record reports an event at that time, and the flow as it was
 * </tr>
 * <tr>
 *   <td>type 232 in NetFlow v9 of Huawei, beside octets (1)
 *   <td>leaves it out
 *   <td>IANA's responderOctets count one side of a connection beside initiatorOctets (231), which
 *       is not there; two bytes hold no counter
 * </tr>
 * </table>
 */
final class ExpectedFlow {

    private static final int NETFLOW_V5 = 5;
    private static final Set<Long> ICMP = Set.of(1L, 58L);

    private static final Map<String, FlowField> KEYS =
            Map.ofEntries(
                    Map.entry("src_addr", SOURCE_ADDRESS),
                    Map.entry("dst_addr", DESTINATION_ADDRESS),
                    Map.entry("next_hop", NEXT_HOP),
                    Map.entry("bgp_next_hop", BGP_NEXT_HOP),
                    Map.entry("src_port", SOURCE_PORT),
                    Map.entry("dst_port", DESTINATION_PORT),
                    Map.entry("proto", PROTOCOL),
                    Map.entry("ip_version", IP_VERSION),
                    Map.entry("bytes", BYTES),
                    Map.entry("packets", PACKETS),
                    Map.entry("out_bytes", OUT_BYTES),
                    Map.entry("out_packets", OUT_PACKETS),
                    Map.entry("tcp_flags", TCP_FLAGS),
                    Map.entry("tos", TOS),
                    Map.entry("icmp_type", ICMP_TYPE),
                    Map.entry("icmp_code", ICMP_CODE),
                    Map.entry("first_ms", START_MILLIS),
                    Map.entry("last_ms", END_MILLIS),
                    Map.entry("in_if", INPUT_INTERFACE),
                    Map.entry("out_if", OUTPUT_INTERFACE),
                    Map.entry("src_as", SOURCE_AS),
                    Map.entry("dst_as", DESTINATION_AS),
                    Map.entry("src_mask", SOURCE_PREFIX_LENGTH),
                    Map.entry("dst_mask", DESTINATION_PREFIX_LENGTH),
                    Map.entry("src_mac", SOURCE_MAC),
                    Map.entry("dst_mac", DESTINATION_MAC),
                    Map.entry("vlan", VLAN),
                    Map.entry("post_vlan", POST_VLAN),
                    Map.entry("direction", DIRECTION),
                    Map.entry("sampling_interval", SAMPLING_INTERVAL),
                    Map.entry("sampler_id", SAMPLER_ID),
                    Map.entry("flow_end_reason", END_REASON),
                    Map.entry("bytes_total", TOTAL_BYTES),
                    Map.entry("packets_total", TOTAL_PACKETS),
                    Map.entry("forwarding_status", FORWARDING_STATUS),
                    Map.entry("ingress_vrf", INGRESS_VRF),
                    Map.entry("egress_vrf", EGRESS_VRF),
                    Map.entry("min_ttl", MIN_TTL),
                    Map.entry("max_ttl", MAX_TTL),
                    Map.entry("flow_label", IPV6_FLOW_LABEL),
                    Map.entry("ethertype", ETHERTYPE),
                    Map.entry("dot1q_priority", VLAN_PRIORITY),
                    Map.entry("biflow_direction", BIFLOW_DIRECTION),
                    Map.entry("post_nat_src_addr", POST_NAT_SOURCE_ADDRESS),
                    Map.entry("post_nat_dst_addr", POST_NAT_DESTINATION_ADDRESS),
                    Map.entry("post_nat_src_port", POST_NAT_SOURCE_PORT),
                    Map.entry("post_nat_dst_port", POST_NAT_DESTINATION_PORT),
                    Map.entry("flow_id", FLOW_ID),
                    Map.entry("firewall_event", FIREWALL_EVENT),
                    Map.entry("nat_event", NAT_EVENT),
                    Map.entry("observation_ms", EVENT_MILLIS),
                    Map.entry("flows", FLOW_COUNT),
                    Map.entry("ip_id", FRAGMENT_ID),
                    Map.entry("post_src_mac", POST_SOURCE_MAC),
                    Map.entry("post_dst_mac", POST_DESTINATION_MAC));

    /** Elements that fill a field where the first choice is not in the record. */
    private static final Map<String, FlowField> SECOND_CHOICE =
            Map.of(
                    "in_phys_if", INPUT_INTERFACE,
                    "out_phys_if", OUTPUT_INTERFACE,
                    "dot1q_vlan", VLAN,
                    "post_src_mac", SOURCE_MAC,
                    "post_dst_mac", DESTINATION_MAC,
                    "selector_id", SAMPLER_ID);

    /** Numbers that have no key of their own, by their element. */
    private static final Map<String, FlowField> NUMBERS =
            Map.ofEntries(
                    Map.entry("0:25", FlowField.MIN_PACKET_LENGTH),
                    Map.entry("0:26", FlowField.MAX_PACKET_LENGTH),
                    Map.entry("0:46", FlowField.MPLS_TOP_LABEL_TYPE),
                    Map.entry("0:128", FlowField.BGP_NEXT_AS),
                    Map.entry("0:129", FlowField.BGP_PREVIOUS_AS),
                    Map.entry("0:245", FlowField.CUSTOMER_VLAN),
                    Map.entry("0:254", FlowField.POST_VLAN),
                    Map.entry("0:255", FlowField.POST_CUSTOMER_VLAN),
                    Map.entry("0:352", FlowField.LAYER2_BYTES),
                    Map.entry("29305:85", FlowField.REVERSE_TOTAL_BYTES),
                    Map.entry("29305:86", FlowField.REVERSE_TOTAL_PACKETS),
                    Map.entry("0:231", FlowField.BYTES),
                    Map.entry("0:298", FlowField.PACKETS),
                    Map.entry("0:299", FlowField.REVERSE_PACKETS),
                    Map.entry("0:33002", FlowField.FIREWALL_EXTENDED_EVENT),
                    Map.entry("0:40005", FlowField.FIREWALL_EVENT),
                    Map.entry("0:40003", FlowField.POST_NAT_SOURCE_PORT),
                    Map.entry("0:40004", FlowField.POST_NAT_DESTINATION_PORT),
                    Map.entry("9:12242", FLOW_ID),
                    Map.entry("9:12240", FlowField.SOURCE_PORT),
                    Map.entry("9:12241", FlowField.DESTINATION_PORT),
                    Map.entry("0:70", FlowField.MPLS_LABEL_1),
                    Map.entry("0:71", FlowField.MPLS_LABEL_2),
                    Map.entry("0:72", FlowField.MPLS_LABEL_3),
                    Map.entry("0:73", FlowField.MPLS_LABEL_4),
                    Map.entry("0:74", FlowField.MPLS_LABEL_5),
                    Map.entry("0:75", FlowField.MPLS_LABEL_6),
                    Map.entry("0:76", FlowField.MPLS_LABEL_7),
                    Map.entry("0:77", FlowField.MPLS_LABEL_8),
                    Map.entry("0:78", FlowField.MPLS_LABEL_9),
                    Map.entry("0:79", FlowField.MPLS_LABEL_10));

    /** Flags of the first packet and of the others, which are one field in Weir. */
    private static final Map<String, FlowField> PARTS_OF_FLAGS =
            Map.of(
                    "6871:14",
                    TCP_FLAGS,
                    "6871:15",
                    TCP_FLAGS,
                    "6871:16398",
                    FlowField.REVERSE_TCP_FLAGS,
                    "6871:16399",
                    FlowField.REVERSE_TCP_FLAGS);

    /** Addresses that have no key of their own, by their element. */
    private static final Map<String, FlowField> ADDRESSES =
            Map.of(
                    "0:47",
                    FlowField.MPLS_TOP_LABEL_ADDRESS,
                    "0:140",
                    FlowField.MPLS_TOP_LABEL_ADDRESS,
                    "9:12236",
                    SOURCE_ADDRESS,
                    "9:12237",
                    DESTINATION_ADDRESS);

    /**
     * Fields that have no key: ICMP of element 139, text (by its place in the datagram), and the
     * application, whose bytes are taken apart.
     */
    private static final Set<FlowField> WITHOUT_KEY =
            Set.of(
                    ICMP_TYPE,
                    ICMP_CODE,
                    APPLICATION_NAME,
                    USER_NAME,
                    APPLICATION_ID,
                    FlowField.CLIENT_EVIDENCE,
                    FlowField.SAMPLING_SOURCE);

    /** Fields that are read with what options records told before. */
    static final Set<FlowField> BY_OPTIONS = Set.of(START_MILLIS, END_MILLIS);

    /** Fields that have no key, and so are not known of exports without a list of elements. */
    private static final Set<FlowField> IN_ELEMENTS_ONLY =
            Set.of(FlowField.REVERSE_BYTES, FlowField.REVERSE_PACKETS, FlowField.REVERSE_TCP_FLAGS);

    private static final Set<String> STRUCTURES =
            Set.of("0:291", "0:292", "0:293", "0:313", "0:315");

    private ExpectedFlow() {}

    /**
     * Whether the expectation would name this field if the record had it. It does not look into
     * structured elements (RFC 6313), nor into sections of packets: Weir may know more of those.
     */
    static boolean tellsOf(FlowField field, JsonNode expected) {
        return !WITHOUT_KEY.contains(field)
                && (expected.has("fields") || !IN_ELEMENTS_ONLY.contains(field))
                && !hasStructure(expected);
    }

    private static boolean hasStructure(JsonNode expected) {
        for (JsonNode field : expected.path("fields")) {
            if (STRUCTURES.contains(field.get(0).asText())) {
                return true;
            }
        }
        return false;
    }

    static Map<FlowField, Object> of(JsonNode expected) {
        Map<FlowField, Object> flow = new EnumMap<>(FlowField.class);
        KEYS.forEach(
                (key, field) -> {
                    JsonNode value = expected.get(key);
                    if (value != null) {
                        flow.put(field, ExpectedValue.of(field, value));
                    }
                });
        SECOND_CHOICE.forEach(
                (key, field) -> {
                    JsonNode value = expected.get(key);
                    if (value != null) {
                        flow.putIfAbsent(field, ExpectedValue.of(field, value));
                    }
                });
        if (expected.get("version").asInt() != NETFLOW_V5) {
            flow.put(TEMPLATE_ID, expected.get("template").asLong());
        } else if (flow.get(SAMPLING_INTERVAL).equals(0L)) {
            // A v5 header has an interval in any case: 0 says that nothing was sampled.
            flow.remove(SAMPLING_INTERVAL);
        }
        readElements(expected, flow);
        settleIcmp(expected, flow);
        applyOtherReadings(flow);
        return flow;
    }

    private static void readElements(JsonNode expected, Map<FlowField, Object> flow) {
        for (JsonNode element : expected.path("fields")) {
            String key = element.get(0).asText();
            String hex = element.get(2).asText();
            if (NUMBERS.containsKey(key)) {
                flow.putIfAbsent(NUMBERS.get(key), Long.parseUnsignedLong(hex, 16));
            } else if (ADDRESSES.containsKey(key)) {
                flow.putIfAbsent(
                        ADDRESSES.get(key), IpAddress.ofBytes(HexFormat.of().parseHex(hex)));
            } else if (PARTS_OF_FLAGS.containsKey(key)) {
                flow.merge(
                        PARTS_OF_FLAGS.get(key),
                        Long.parseLong(hex, 16),
                        (flags, more) -> (Long) flags | (Long) more);
            } else if (key.equals("0:232") && expected.has("initiator_bytes")) {
                flow.put(FlowField.REVERSE_BYTES, Long.parseLong(hex, 16));
            } else if (key.equals("0:192")) {
                flow.putIfAbsent(MIN_TTL, Long.parseLong(hex, 16));
                flow.putIfAbsent(MAX_TTL, Long.parseLong(hex, 16));
            }
        }
    }

    private static void applyOtherReadings(Map<FlowField, Object> flow) {
        if (flow.containsKey(EVENT_MILLIS)) {
            flow.putIfAbsent(END_MILLIS, flow.get(EVENT_MILLIS));
        }
    }

    /** Weir gives ICMP flows type and code in place of ports, and other flows neither. */
    private static void settleIcmp(JsonNode expected, Map<FlowField, Object> flow) {
        boolean protocol = flow.containsKey(PROTOCOL);
        if (protocol && !ICMP.contains((Long) flow.get(PROTOCOL))) {
            flow.keySet().removeAll(List.of(ICMP_TYPE, ICMP_CODE));
            return;
        }
        if (!protocol && !expected.has("icmp_type_code")) {
            return;
        }
        JsonNode typeAndCode =
                expected.has("icmp_type_code")
                        ? expected.get("icmp_type_code")
                        : expected.get("dst_port");
        if (!flow.containsKey(ICMP_TYPE) && typeAndCode != null) {
            flow.put(ICMP_TYPE, typeAndCode.asLong() >>> 8);
            flow.put(ICMP_CODE, typeAndCode.asLong() & 0xff);
        }
        if (protocol) {
            flow.keySet().removeAll(List.of(SOURCE_PORT, DESTINATION_PORT));
        }
    }
}
