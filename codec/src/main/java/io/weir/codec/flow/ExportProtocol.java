package io.weir.codec.flow;

/** The export protocol of a datagram. The codes are stored in state and must not change. */
public enum ExportProtocol {
    NETFLOW_V1(1, "netflow"),
    NETFLOW_V5(5, "netflow"),
    NETFLOW_V7(7, "netflow"),
    NETFLOW_V9(9, "netflow"),
    IPFIX(10, "ipfix"),
    SFLOW_V5(105, "sflow");

    private final int code;
    private final String dataset;

    ExportProtocol(int code, String dataset) {
        this.code = code;
        this.dataset = dataset;
    }

    /**
     * The stable number of this protocol: the version field of NetFlow and IPFIX headers, 100 more
     * for sFlow.
     */
    public int code() {
        return code;
    }

    /** The value of {@code event.dataset} that ElastiFlow 4 uses for this protocol. */
    public String dataset() {
        return dataset;
    }

    /**
     * The protocol with this code.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ExportProtocol ofCode(int code) {
        for (ExportProtocol protocol : values()) {
            if (protocol.code == code) {
                return protocol;
            }
        }
        throw new IllegalArgumentException("No export protocol has the code " + code + ".");
    }
}
