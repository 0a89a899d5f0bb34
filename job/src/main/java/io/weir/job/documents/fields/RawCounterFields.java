package io.weir.job.documents.fields;

/** {@code weir.raw.*}: counters as exported. */
public final class RawCounterFields {

    static final Family FAMILY =
            new Family("Weir: raw counters", "As exported, not corrected for sampling.");

    public static final Field BYTES = raw("bytes", "element 1", "Octets of the flow.");
    public static final Field PACKETS = raw("packets", "element 2", "Packets of the flow.");
    public static final Field REVERSE_BYTES =
            raw("reverse_bytes", "elements 29305:1, 232", "Octets of the way back.");
    public static final Field REVERSE_PACKETS =
            raw("reverse_packets", "elements 29305:2, 299", "Packets of the way back.");
    public static final Field TOTAL_BYTES =
            raw("total_bytes", "element 85", "Octets since the flow began.");
    public static final Field TOTAL_PACKETS =
            raw("total_packets", "element 86", "Packets since the flow began.");
    public static final Field REVERSE_TOTAL_BYTES =
            raw("reverse_total_bytes", "element 29305:85", "Octets of the way back since then.");
    public static final Field REVERSE_TOTAL_PACKETS =
            raw("reverse_total_packets", "element 29305:86", "Packets of the way back since then.");
    public static final Field OUT_BYTES =
            raw("out_bytes", "element 23", "Octets behind the observation point.");
    public static final Field OUT_PACKETS =
            raw("out_packets", "element 24", "Packets behind the observation point.");
    public static final Field LAYER2_BYTES =
            raw("layer2_bytes", "element 352", "Octets with the headers of layer 2.");
    public static final Field DROPPED_BYTES =
            raw("dropped_bytes", "element 132", "Octets that the exporter dropped.");
    public static final Field DROPPED_PACKETS =
            raw("dropped_packets", "element 133", "Packets that the exporter dropped.");
    public static final Field FLOWS =
            raw("flows", "element 3", "How many flows an aggregated record stands for.");

    private RawCounterFields() {}

    private static Field raw(String name, String origin, String meaning) {
        return FAMILY.number("weir.raw." + name, origin, meaning);
    }
}
