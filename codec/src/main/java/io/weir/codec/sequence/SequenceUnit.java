package io.weir.codec.sequence;

import io.weir.codec.flow.ExportProtocol;

/**
 * What the sequence numbers of a domain count. The codes are stored in state and must not change.
 */
public enum SequenceUnit {
    /** Not learned yet, or none that fits. No loss is reported. */
    UNKNOWN(0, "unknown"),
    /** Datagrams, this one included: NetFlow v9 (RFC 3954 §5.1) and sFlow. */
    DATAGRAMS(1, "datagrams"),
    /** Data records before this message, those of options templates too: RFC 7011 §3.1. */
    RECORDS(2, "records"),
    /** Data records up to the end of this message, those of options templates too. */
    RECORDS_AFTER(3, "records-after"),
    /** Flows before this message: NetFlow v5 and v7. */
    FLOWS(4, "flows"),
    /** Flows up to the end of this message: softflowd's IPFIX. */
    FLOWS_AFTER(5, "flows-after"),
    /** Nothing: the exporter always sends the same number. No loss is reported. */
    NONE(6, "none");

    private final int code;
    private final String label;

    SequenceUnit(int code, String label) {
        this.code = code;
        this.label = label;
    }

    /** What a protocol says that its numbers count; exporters deviate. */
    public static SequenceUnit definedBy(ExportProtocol protocol) {
        return switch (protocol) {
            case NETFLOW_V1 -> NONE;
            case NETFLOW_V5, NETFLOW_V7 -> FLOWS;
            case NETFLOW_V9, SFLOW_V5 -> DATAGRAMS;
            case IPFIX -> RECORDS;
        };
    }

    /** The name in documents. */
    public String label() {
        return label;
    }

    /** The number that stands for it in state. */
    public int code() {
        return code;
    }

    /**
     * The unit with this number.
     *
     * @throws IllegalStateException if there is none: the state is of a newer build
     */
    public static SequenceUnit ofCode(int code) {
        for (SequenceUnit unit : values()) {
            if (unit.code == code) {
                return unit;
            }
        }
        throw new IllegalStateException(
                "Stored sequence numbers are in a unit of code "
                        + code
                        + ", which this build does not know. Run the build that wrote the state, or"
                        + " a newer one.");
    }

    /** How far the numbers move by a message. */
    int count(int flows, int optionsRecords) {
        return switch (this) {
            case DATAGRAMS -> 1;
            case RECORDS, RECORDS_AFTER -> flows + optionsRecords;
            case FLOWS, FLOWS_AFTER -> flows;
            case UNKNOWN, NONE -> 0;
        };
    }

    /** Whether a message's number counts the message itself as well. */
    boolean includesMessage() {
        return this == RECORDS_AFTER || this == FLOWS_AFTER;
    }

    /** Whether it takes the records of a message to know how far the numbers move. */
    boolean countsRecords() {
        return this != DATAGRAMS;
    }
}
