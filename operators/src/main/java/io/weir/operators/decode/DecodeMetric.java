package io.weir.operators.decode;

/**
 * The metrics of the decode operator, beside those of {@link io.weir.codec.session.SessionCounter}.
 * All are counters since the start of the process.
 */
public enum DecodeMetric {
    DATAGRAMS_DECODED("datagramsDecoded", "datagrams without any fault"),
    DATAGRAMS_MALFORMED(
            "datagramsMalformed",
            "datagrams with a fault; under the group reason.<reason> the same by first fault"),
    FLOWS_DECODED("flowsDecoded", "flows handed on"),
    CONNECTIONS_ENDED("connectionsEnded", "connections whose end was told"),
    CONNECTIONS_FORGOTTEN(
            "connectionsForgotten", "connections of which nothing was heard for too long");

    private final String id;
    private final String meaning;

    DecodeMetric(String id, String meaning) {
        this.id = id;
        this.meaning = meaning;
    }

    /** The name of the metric in Flink. */
    public String id() {
        return id;
    }

    /** What it counts, in one phrase. */
    public String meaning() {
        return meaning;
    }
}
