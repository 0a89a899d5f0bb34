package io.weir.codec.capture;

import static io.weir.codec.flow.FlowField.BGP_NEXT_AS;
import static io.weir.codec.flow.FlowField.BGP_NEXT_HOP;
import static io.weir.codec.flow.FlowField.BGP_PREVIOUS_AS;
import static io.weir.codec.flow.FlowField.BYTES;
import static io.weir.codec.flow.FlowField.CUSTOMER_VLAN;
import static io.weir.codec.flow.FlowField.CUSTOMER_VLAN_PRIORITY;
import static io.weir.codec.flow.FlowField.DESTINATION_ADDRESS;
import static io.weir.codec.flow.FlowField.DESTINATION_AS;
import static io.weir.codec.flow.FlowField.DESTINATION_MAC;
import static io.weir.codec.flow.FlowField.DESTINATION_PORT;
import static io.weir.codec.flow.FlowField.DESTINATION_PREFIX_LENGTH;
import static io.weir.codec.flow.FlowField.DIRECTION;
import static io.weir.codec.flow.FlowField.DROPPED_PACKETS;
import static io.weir.codec.flow.FlowField.EFFECTIVE_SAMPLING_INTERVAL;
import static io.weir.codec.flow.FlowField.ETHERTYPE;
import static io.weir.codec.flow.FlowField.FORWARDING_STATUS;
import static io.weir.codec.flow.FlowField.FRAGMENT_FLAGS;
import static io.weir.codec.flow.FlowField.FRAGMENT_ID;
import static io.weir.codec.flow.FlowField.FRAGMENT_OFFSET;
import static io.weir.codec.flow.FlowField.ICMP_CODE;
import static io.weir.codec.flow.FlowField.ICMP_TYPE;
import static io.weir.codec.flow.FlowField.INPUT_INTERFACE;
import static io.weir.codec.flow.FlowField.IPV6_FLOW_LABEL;
import static io.weir.codec.flow.FlowField.IP_VERSION;
import static io.weir.codec.flow.FlowField.MAX_TTL;
import static io.weir.codec.flow.FlowField.MIN_TTL;
import static io.weir.codec.flow.FlowField.NEXT_HOP;
import static io.weir.codec.flow.FlowField.ORIGINAL_EXPORTER;
import static io.weir.codec.flow.FlowField.OUTPUT_INTERFACE;
import static io.weir.codec.flow.FlowField.OUTPUT_INTERFACE_COUNT;
import static io.weir.codec.flow.FlowField.PACKETS;
import static io.weir.codec.flow.FlowField.POST_VLAN;
import static io.weir.codec.flow.FlowField.PROTOCOL;
import static io.weir.codec.flow.FlowField.SAMPLE_DROPS;
import static io.weir.codec.flow.FlowField.SAMPLE_POOL;
import static io.weir.codec.flow.FlowField.SAMPLING_INTERVAL;
import static io.weir.codec.flow.FlowField.SOURCE_ADDRESS;
import static io.weir.codec.flow.FlowField.SOURCE_AS;
import static io.weir.codec.flow.FlowField.SOURCE_MAC;
import static io.weir.codec.flow.FlowField.SOURCE_PORT;
import static io.weir.codec.flow.FlowField.SOURCE_PREFIX_LENGTH;
import static io.weir.codec.flow.FlowField.TCP_FLAGS;
import static io.weir.codec.flow.FlowField.TOS;
import static io.weir.codec.flow.FlowField.TUNNEL_DESTINATION_ADDRESS;
import static io.weir.codec.flow.FlowField.TUNNEL_PROTOCOL;
import static io.weir.codec.flow.FlowField.TUNNEL_SOURCE_ADDRESS;
import static io.weir.codec.flow.FlowField.USER_NAME;
import static io.weir.codec.flow.FlowField.VLAN;
import static io.weir.codec.flow.FlowField.VLAN_PRIORITY;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.codec.flow.FlowField;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What a flow sample of {@code expected.jsonl} says of the fields that a flow has in Weir. */
final class ExpectedSample {

    private static final long UNKNOWN_INTERFACE = 0x3fff_ffffL;
    private static final int DISCARDED = 1;
    private static final int SEVERAL = 2;
    private static final int DROPPED_REASON_UNKNOWN = 128;
    private static final Map<Integer, Long> STATUS_OF_REASON = Map.of(1, 131L);

    private static final Map<String, FlowField> KEYS =
            Map.ofEntries(
                    Map.entry("sampling_rate", SAMPLING_INTERVAL),
                    Map.entry("sample_pool", SAMPLE_POOL),
                    Map.entry("drops", SAMPLE_DROPS),
                    Map.entry("src_addr", SOURCE_ADDRESS),
                    Map.entry("dst_addr", DESTINATION_ADDRESS),
                    Map.entry("src_port", SOURCE_PORT),
                    Map.entry("dst_port", DESTINATION_PORT),
                    Map.entry("proto", PROTOCOL),
                    Map.entry("ip_version", IP_VERSION),
                    Map.entry("frame_length", BYTES),
                    Map.entry("tcp_flags", TCP_FLAGS),
                    Map.entry("tos", TOS),
                    Map.entry("icmp_type", ICMP_TYPE),
                    Map.entry("icmp_code", ICMP_CODE),
                    Map.entry("icmp6_type", ICMP_TYPE),
                    Map.entry("icmp6_code", ICMP_CODE),
                    Map.entry("flow_label", IPV6_FLOW_LABEL),
                    Map.entry("src_as", SOURCE_AS),
                    Map.entry("dst_as", DESTINATION_AS),
                    Map.entry("peer_as", BGP_PREVIOUS_AS),
                    Map.entry("src_mask", SOURCE_PREFIX_LENGTH),
                    Map.entry("dst_mask", DESTINATION_PREFIX_LENGTH),
                    Map.entry("next_hop", NEXT_HOP),
                    Map.entry("bgp_next_hop", BGP_NEXT_HOP),
                    Map.entry("src_mac", SOURCE_MAC),
                    Map.entry("dst_mac", DESTINATION_MAC),
                    Map.entry("ethertype", ETHERTYPE));

    /** Fields that the expectations have no key for. */
    static final Set<FlowField> WITHOUT_KEY =
            EnumSet.of(
                    FRAGMENT_ID,
                    FRAGMENT_OFFSET,
                    FRAGMENT_FLAGS,
                    VLAN_PRIORITY,
                    CUSTOMER_VLAN_PRIORITY,
                    EFFECTIVE_SAMPLING_INTERVAL,
                    FlowField.SAMPLING_SOURCE,
                    USER_NAME,
                    TUNNEL_PROTOCOL,
                    TUNNEL_SOURCE_ADDRESS,
                    TUNNEL_DESTINATION_ADDRESS);

    private ExpectedSample() {}

    static Map<FlowField, Object> of(JsonNode expected) {
        Map<FlowField, Object> flow = new EnumMap<>(FlowField.class);
        KEYS.forEach(
                (key, field) -> {
                    JsonNode value = expected.get(key);
                    if (value != null) {
                        flow.put(field, ExpectedValue.of(field, value));
                    }
                });
        if (expected.has("ttl")) {
            flow.put(MIN_TTL, expected.get("ttl").asLong());
            flow.put(MAX_TTL, expected.get("ttl").asLong());
        }
        if (!expected.get("agent").equals(expected.get("exporter"))) {
            flow.put(ORIGINAL_EXPORTER, ExpectedValue.of(ORIGINAL_EXPORTER, expected.get("agent")));
        }
        if (expected.path("as_path").size() > 0) {
            flow.put(BGP_NEXT_AS, expected.get("as_path").get(0).asLong());
        }
        putVlans(expected, flow);
        if (expected.get("kind").asText().equals("discarded")) {
            putDiscard(expected, flow);
        } else {
            flow.put(PACKETS, 1L);
            putInterfaces(expected, flow);
        }
        return flow;
    }

    private static void putVlans(JsonNode expected, Map<FlowField, Object> flow) {
        JsonNode vlans = expected.path("vlans");
        if (vlans.size() > 0) {
            flow.put(VLAN, vlans.get(0).asLong());
        } else if (isVlan(expected.path("in_vlan").asLong())) {
            flow.put(VLAN, expected.get("in_vlan").asLong());
        }
        if (vlans.size() > 1) {
            flow.put(CUSTOMER_VLAN, vlans.get(1).asLong());
        }
        if (isVlan(expected.path("out_vlan").asLong())) {
            flow.put(POST_VLAN, expected.get("out_vlan").asLong());
        }
    }

    private static boolean isVlan(long id) {
        return id > 0 && id < 4095;
    }

    private static void putInterfaces(JsonNode expected, Map<FlowField, Object> flow) {
        long input = expected.get("in_if").asLong();
        long output = expected.get("out_if").asLong();
        boolean interfaceSource = expected.get("source_id_type").asLong() == 0;
        long source = expected.get("source_id_index").asLong();
        int outputFormat = expected.get("out_if_format").asInt();
        if (outputFormat == DISCARDED) {
            flow.put(FORWARDING_STATUS, status(output));
        } else if (outputFormat == SEVERAL) {
            flow.put(OUTPUT_INTERFACE_COUNT, output);
        } else if (output != UNKNOWN_INTERFACE) {
            flow.put(OUTPUT_INTERFACE, output);
            if (interfaceSource && source == output) {
                flow.put(DIRECTION, 1L);
            }
        }
        if (input != UNKNOWN_INTERFACE) {
            flow.put(INPUT_INTERFACE, input);
            if (interfaceSource && source == input) {
                flow.put(DIRECTION, 0L);
            }
        }
    }

    private static void putDiscard(JsonNode expected, Map<FlowField, Object> flow) {
        flow.put(DROPPED_PACKETS, 1L);
        flow.put(INPUT_INTERFACE, expected.get("in_if").asLong());
        flow.put(OUTPUT_INTERFACE, expected.get("out_if").asLong());
        flow.put(FORWARDING_STATUS, status(expected.get("reason").asLong()));
    }

    private static long status(long reason) {
        return STATUS_OF_REASON.getOrDefault((int) reason, (long) DROPPED_REASON_UNKNOWN);
    }
}
