package io.weir.codec.flow;

import java.util.List;

/**
 * The fields of a flow record: one column each of a {@link FlowBatch}.
 *
 * <p>A value is an unsigned integer in a {@code long}; an address takes two; text is a slice of the
 * datagram. Times are Unix milliseconds. The order is the wire order of serialized batches: append
 * only.
 */
public enum FlowField {
    SOURCE_ADDRESS(Shape.ADDRESS),
    DESTINATION_ADDRESS(Shape.ADDRESS),
    NEXT_HOP(Shape.ADDRESS),
    BGP_NEXT_HOP(Shape.ADDRESS),
    SOURCE_PORT,
    DESTINATION_PORT,
    /** IANA protocol number. */
    PROTOCOL,
    /** 4 or 6, as the exporter says it. */
    IP_VERSION,
    /** Octets as exported, not corrected for sampling. */
    BYTES,
    /** Packets as exported, not corrected for sampling. */
    PACKETS,
    /** Octets after the observation point (NetFlow v9 OUT_BYTES). */
    OUT_BYTES,
    OUT_PACKETS,
    /** The OR of the TCP flags of the packets: bit 0 FIN to bit 7 CWR, bit 8 NS. */
    TCP_FLAGS,
    /** The octet of DSCP and ECN. */
    TOS,
    ICMP_TYPE,
    ICMP_CODE,
    /** In batches of a session not after {@link #END_MILLIS}. */
    START_MILLIS,
    /**
     * Which window and which day the flow belongs to. In batches of a session every flow has it,
     * and it is later than the receipt by no more than the tolerated error of clocks.
     */
    END_MILLIS,
    INPUT_INTERFACE,
    OUTPUT_INTERFACE,
    SOURCE_AS,
    DESTINATION_AS,
    SOURCE_PREFIX_LENGTH,
    DESTINATION_PREFIX_LENGTH,
    /** 48 bits. */
    SOURCE_MAC,
    /** 48 bits. */
    DESTINATION_MAC,
    VLAN,
    POST_VLAN,
    /** 0 ingress, 1 egress (IANA element 61). */
    DIRECTION,
    /** One packet in this many was sampled. */
    SAMPLING_INTERVAL,
    SAMPLER_ID,
    /** IANA element 136. */
    END_REASON,
    /**
     * The id of the template that described the record; absent for NetFlow v1, v5, v7 and sFlow.
     */
    TEMPLATE_ID,

    /** Octets from destination to source, where one record holds both directions (RFC 5103). */
    REVERSE_BYTES,
    REVERSE_PACKETS,
    /** Octets since the flow began, not since its last report. */
    TOTAL_BYTES,
    TOTAL_PACKETS,
    REVERSE_TOTAL_BYTES,
    REVERSE_TOTAL_PACKETS,
    /** The OR of the TCP flags from destination to source. */
    REVERSE_TCP_FLAGS,
    /** Octets with the layer 2 header. */
    LAYER2_BYTES,
    DROPPED_BYTES,
    DROPPED_PACKETS,
    /** How many flows an aggregated record stands for. */
    FLOW_COUNT,

    /** The DSCP and ECN octet as it left the exporter. */
    POST_TOS,
    MIN_TTL,
    MAX_TTL,
    MIN_PACKET_LENGTH,
    MAX_PACKET_LENGTH,
    FRAGMENT_ID,
    /** In 8-octet units. */
    FRAGMENT_OFFSET,
    /** The bits of IANA element 197. */
    FRAGMENT_FLAGS,
    IPV6_FLOW_LABEL,

    POST_SOURCE_MAC,
    POST_DESTINATION_MAC,
    ETHERTYPE,
    /** The inner of two IEEE 802.1Q tags (QinQ). */
    CUSTOMER_VLAN,
    POST_CUSTOMER_VLAN,
    /** IEEE 802.1p, 0 to 7. */
    VLAN_PRIORITY,
    CUSTOMER_VLAN_PRIORITY,

    /**
     * MPLS label stack entries from the top: label, experimental bits and end-of-stack, 24 bits.
     */
    MPLS_LABEL_1,
    MPLS_LABEL_2,
    MPLS_LABEL_3,
    MPLS_LABEL_4,
    MPLS_LABEL_5,
    MPLS_LABEL_6,
    MPLS_LABEL_7,
    MPLS_LABEL_8,
    MPLS_LABEL_9,
    MPLS_LABEL_10,
    /** IANA element 46. */
    MPLS_TOP_LABEL_TYPE,
    MPLS_TOP_LABEL_ADDRESS(Shape.ADDRESS),

    POST_NAT_SOURCE_ADDRESS(Shape.ADDRESS),
    POST_NAT_DESTINATION_ADDRESS(Shape.ADDRESS),
    POST_NAT_SOURCE_PORT,
    POST_NAT_DESTINATION_PORT,
    /** IANA element 230. */
    NAT_EVENT,
    /** IANA element 233. */
    FIREWALL_EVENT,
    /** The extended firewall event of Cisco ASA: why a flow was denied or torn down. */
    FIREWALL_EXTENDED_EVENT,
    /** The exporter's own number of the flow or connection. */
    FLOW_ID,
    /** When what the record reports was observed, Unix milliseconds. */
    EVENT_MILLIS,

    /** 89: two bits of status, six of reason; one octet. */
    FORWARDING_STATUS,
    INGRESS_VRF,
    EGRESS_VRF,
    BGP_VALIDITY_STATE,
    /** The neighbour AS towards the destination. */
    BGP_NEXT_AS,
    /** The neighbour AS towards the source. */
    BGP_PREVIOUS_AS,

    /** VXLAN or Geneve network identifier, GRE key, or another layer 2 segment. */
    TUNNEL_ID,
    /** IANA protocol number of the encapsulation; UDP (17) for VXLAN and Geneve. */
    TUNNEL_PROTOCOL,
    TUNNEL_SOURCE_ADDRESS(Shape.ADDRESS),
    TUNNEL_DESTINATION_ADDRESS(Shape.ADDRESS),

    /** Classification engine in the top 8 bits, selector in the others (RFC 6759 §4). */
    APPLICATION_ID,
    APPLICATION_NAME(Shape.BYTES),
    USER_NAME(Shape.BYTES),
    VRF_NAME(Shape.BYTES),
    INPUT_INTERFACE_NAME(Shape.BYTES),
    OUTPUT_INTERFACE_NAME(Shape.BYTES),
    /** IANA element 239: which side of the flow the initiator is. */
    BIFLOW_DIRECTION,

    WLAN_STATION_MAC,
    WLAN_STATION_ADDRESS(Shape.ADDRESS),
    WLAN_ACCESS_POINT_MAC,
    WLAN_SSID(Shape.BYTES),

    /** The exporter behind a proxy or mediator, as the record names it. */
    ORIGINAL_EXPORTER(Shape.ADDRESS),

    /** sFlow: packets that could have been sampled so far, modulo 2^32. */
    SAMPLE_POOL,
    /** sFlow: samples that the agent dropped so far, modulo 2^32. */
    SAMPLE_DROPS,
    /** sFlow: one packet in this many was in fact sampled, by the growth of the pool. */
    EFFECTIVE_SAMPLING_INTERVAL,
    /** How many interfaces a packet left by, where it is more than one; 0 if not known. */
    OUTPUT_INTERFACE_COUNT,

    /** Who said {@link #SAMPLING_INTERVAL}: a {@link SamplingSource} by its code. */
    SAMPLING_SOURCE,
    /** How the times were changed: the OR of the bits of {@link TimeAdjustment}. */
    TIME_ADJUSTMENT,
    /**
     * Which side is the client, as far as the flow and earlier ones of its exporter tell: a {@link
     * ClientEvidence}.
     */
    CLIENT_EVIDENCE,
    /**
     * The elements of the record as exported, a JSON object in UTF-8; where originals are kept
     * ({@link io.weir.codec.raw.OriginalRecords}).
     */
    ORIGINAL_RECORD(Shape.BYTES),

    /** The row in the batch of its datagram, where that was split; else it is the row itself. */
    DATAGRAM_ROW,
    /**
     * Which ways of the flow are left out of sums since another observation point reports them: bit
     * 0 from source to destination, bit 1 back. Absent where none is.
     */
    DUPLICATE_WAYS,
    /** Who reports the flow, where there are several; the one that counts comes first. */
    OBSERVATION_POINTS(Shape.BYTES);

    /** What the columns of a field hold. */
    public enum Shape {
        NUMBER,
        ADDRESS,
        /** A slice of the datagram ({@link FlowBatch#slice}): text, or an opaque value. */
        BYTES
    }

    /** The fields of a label stack, from the top. */
    public static final List<FlowField> MPLS_LABELS =
            List.of(
                    MPLS_LABEL_1,
                    MPLS_LABEL_2,
                    MPLS_LABEL_3,
                    MPLS_LABEL_4,
                    MPLS_LABEL_5,
                    MPLS_LABEL_6,
                    MPLS_LABEL_7,
                    MPLS_LABEL_8,
                    MPLS_LABEL_9,
                    MPLS_LABEL_10);

    /** The number of fields. */
    public static final int COUNT = values().length;

    private final Shape shape;
    private final int index;

    FlowField() {
        this(Shape.NUMBER);
    }

    @SuppressWarnings("EnumOrdinal") // the order is the contract, see above
    FlowField(Shape shape) {
        this.shape = shape;
        this.index = ordinal();
    }

    /** The number of this field's column: 0 to {@link #COUNT} - 1, the same in every version. */
    public int index() {
        return index;
    }

    public Shape shape() {
        return shape;
    }
}
