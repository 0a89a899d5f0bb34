package io.weir.codec.raw;

/** What a record describes. */
public enum RecordType {
    /** A flow. */
    DATA("data"),
    /** The exporter, or a part of it: a record of an options template. */
    OPTIONS("options"),
    /** A sampled packet (sFlow). */
    SAMPLE("sample"),
    /** The counters of an interface or another part of the exporter (sFlow). */
    COUNTERS("counters");

    private final String label;

    RecordType(String label) {
        this.label = label;
    }

    /** The name in the output of {@code weir decode --raw}. */
    public String label() {
        return label;
    }
}
