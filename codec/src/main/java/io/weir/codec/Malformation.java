package io.weir.codec;

/** Why a datagram, or a part of it, is not what its protocol allows. Names the metric label. */
public enum Malformation {
    /** Fewer bytes than the header of its version has. */
    TOO_SHORT("too-short"),
    /** A version that is not NetFlow v5, v9 or IPFIX. */
    UNKNOWN_VERSION("unknown-version"),
    /** The header announces more bytes or records than the datagram has. */
    TRUNCATED("truncated"),
    /** A set shorter than its own header (RFC 7011 §3.3.2). */
    SET_TOO_SHORT("set-too-short"),
    /** A set that reaches beyond the datagram, or beyond the length in the message's header. */
    SET_BEYOND_DATAGRAM("set-beyond-datagram"),
    /** A set id that is reserved (RFC 7011 §3.3.2, RFC 3954 §5.1). */
    RESERVED_SET("reserved-set"),
    /** A template record that reaches beyond its set. */
    TEMPLATE_BEYOND_SET("template-beyond-set"),
    /** A template with an id below 256, with too many fields, or of total length 0. */
    INVALID_TEMPLATE("invalid-template"),
    /** A data record that reaches beyond its set. */
    RECORD_BEYOND_SET("record-beyond-set");

    private final String label;

    Malformation(String label) {
        this.label = label;
    }

    /** The stable name of this reason in metrics, logs and documents. */
    public String label() {
        return label;
    }
}
