package io.weir.codec;

/** Why a datagram, or a part of it, is not what its protocol allows. Names the metric label. */
public enum Malformation {
    /** Fewer bytes than the header of its version has. */
    TOO_SHORT("too-short"),
    /** Bytes that begin like no export protocol. */
    UNKNOWN_VERSION("unknown-version"),
    /** An export protocol that Weir knows of and does not decode: NetFlow v8, sFlow v2 and v4. */
    UNSUPPORTED_VERSION("unsupported-version"),
    /** The header announces more bytes or records than the datagram has. */
    TRUNCATED("truncated"),
    /** The datagram has more bytes than the message in it. */
    TRAILING_BYTES("trailing-bytes"),
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
    RECORD_BEYOND_SET("record-beyond-set"),
    /** A data set with bytes, but fewer than one record of its template. */
    SET_SHORTER_THAN_RECORD("set-shorter-than-record"),
    /** A structured element (RFC 6313) whose content does not fit, or nests too deep. */
    INVALID_LIST("invalid-list"),
    /** An sFlow sample that reaches beyond its datagram. */
    SAMPLE_BEYOND_DATAGRAM("sample-beyond-datagram"),
    /** An sFlow flow or counter record that reaches beyond its sample, or is shorter than it is. */
    INVALID_SAMPLE("invalid-sample");

    private final String label;

    Malformation(String label) {
        this.label = label;
    }

    /** The stable name of this reason in metrics, logs and documents. */
    public String label() {
        return label;
    }
}
