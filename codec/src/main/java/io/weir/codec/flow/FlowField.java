package io.weir.codec.flow;

/**
 * The fields of a flow record: one column each of a {@link FlowBatch}.
 *
 * <p>All values are unsigned integers in a {@code long}; an address takes two. Times are Unix
 * milliseconds. The order is the wire order of serialized batches: append only.
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
    START_MILLIS,
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
    /** The id of the template that described the record; absent for NetFlow v5. */
    TEMPLATE_ID;

    /** How many columns a field takes. */
    public enum Shape {
        NUMBER,
        ADDRESS
    }

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
