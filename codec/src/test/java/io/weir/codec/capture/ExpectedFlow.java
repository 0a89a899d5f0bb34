package io.weir.codec.capture;

import static io.weir.codec.flow.FlowField.BGP_NEXT_HOP;
import static io.weir.codec.flow.FlowField.BYTES;
import static io.weir.codec.flow.FlowField.DESTINATION_ADDRESS;
import static io.weir.codec.flow.FlowField.DESTINATION_AS;
import static io.weir.codec.flow.FlowField.DESTINATION_MAC;
import static io.weir.codec.flow.FlowField.DESTINATION_PORT;
import static io.weir.codec.flow.FlowField.DESTINATION_PREFIX_LENGTH;
import static io.weir.codec.flow.FlowField.DIRECTION;
import static io.weir.codec.flow.FlowField.END_MILLIS;
import static io.weir.codec.flow.FlowField.END_REASON;
import static io.weir.codec.flow.FlowField.ICMP_CODE;
import static io.weir.codec.flow.FlowField.ICMP_TYPE;
import static io.weir.codec.flow.FlowField.INPUT_INTERFACE;
import static io.weir.codec.flow.FlowField.IP_VERSION;
import static io.weir.codec.flow.FlowField.NEXT_HOP;
import static io.weir.codec.flow.FlowField.OUTPUT_INTERFACE;
import static io.weir.codec.flow.FlowField.OUT_BYTES;
import static io.weir.codec.flow.FlowField.OUT_PACKETS;
import static io.weir.codec.flow.FlowField.PACKETS;
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
import static io.weir.codec.flow.FlowField.VLAN;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowField;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a data record of {@code expected.jsonl} says of the fields that a flow has in Weir. */
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
                    Map.entry("flow_end_reason", END_REASON));

    /** Elements that fill a field where the first choice is not in the record. */
    private static final Map<String, FlowField> SECOND_CHOICE =
            Map.of(
                    "in_phys_if", INPUT_INTERFACE,
                    "out_phys_if", OUTPUT_INTERFACE,
                    "dot1q_vlan", VLAN,
                    "post_src_mac", SOURCE_MAC,
                    "post_dst_mac", DESTINATION_MAC,
                    "selector_id", SAMPLER_ID);

    /** Fields of elements that the expectations have no key for (139, 254). */
    static final Set<FlowField> WITHOUT_KEY = Set.of(ICMP_TYPE, ICMP_CODE, POST_VLAN);

    private static final Set<String> LISTS = Set.of("0:291", "0:292", "0:293");

    private ExpectedFlow() {}

    /** Whether the record has structured elements. */
    static boolean hasLists(JsonNode expected) {
        for (JsonNode field : expected.path("fields")) {
            if (LISTS.contains(field.get(0).asText())) {
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
                        flow.put(field, value(field, value));
                    }
                });
        SECOND_CHOICE.forEach(
                (key, field) -> {
                    JsonNode value = expected.get(key);
                    if (value != null) {
                        flow.putIfAbsent(field, value(field, value));
                    }
                });
        if (expected.get("version").asInt() != NETFLOW_V5) {
            flow.put(TEMPLATE_ID, expected.get("template").asLong());
        } else if (flow.get(SAMPLING_INTERVAL).equals(0L)) {
            // A v5 header has an interval in any case: 0 says that nothing was sampled.
            flow.remove(SAMPLING_INTERVAL);
        }
        settleIcmp(expected, flow);
        return flow;
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

    private static Object value(FlowField field, JsonNode value) {
        if (field.shape() == FlowField.Shape.ADDRESS) {
            return address(value.asText());
        }
        return value.isTextual()
                ? Long.parseLong(value.asText().replace(":", ""), 16)
                : value.asLong();
    }

    private static IpAddress address(String text) {
        try {
            return IpAddress.ofBytes(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("Not an address: " + text, e);
        }
    }
}
