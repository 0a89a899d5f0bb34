package io.weir.operators.exporters;

import io.weir.codec.flow.ExportProtocol;

/** What the sequence numbers of a protocol count. Labels are stored in state: they must stay. */
public enum SequenceUnit {
    DATAGRAMS("datagrams"),
    FLOWS("flows"),
    RECORDS("records"),
    /** NetFlow v1 has no sequence numbers. */
    NONE("none");

    private final String label;

    SequenceUnit(String label) {
        this.label = label;
    }

    /** The unit as its protocol defines it; exporters deviate. */
    public static SequenceUnit of(ExportProtocol protocol) {
        return switch (protocol) {
            case NETFLOW_V1 -> NONE;
            case NETFLOW_V5, NETFLOW_V7 -> FLOWS;
            case NETFLOW_V9, SFLOW_V5 -> DATAGRAMS;
            case IPFIX -> RECORDS;
        };
    }

    /** The stable name in documents. */
    public String label() {
        return label;
    }

    /**
     * The unit with this label.
     *
     * @throws IllegalArgumentException if there is none
     */
    static SequenceUnit ofLabel(String label) {
        for (SequenceUnit unit : values()) {
            if (unit.label.equals(label)) {
                return unit;
            }
        }
        throw new IllegalArgumentException("No sequence numbers count " + label + ".");
    }
}
