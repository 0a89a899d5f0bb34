package io.weir.operators.decode;

/**
 * The metrics of the decode operator, beside those of {@link io.weir.codec.session.SessionCounter}.
 */
public enum DecodeMetric {
    DATAGRAMS_DECODED("datagramsDecoded", "datagrams without any fault"),
    DATAGRAMS_MALFORMED(
            "datagramsMalformed",
            "datagrams with a fault; under the group reason.<reason> the same by first fault"),
    DATAGRAMS_REFUSED(
            "datagramsRefused", "datagrams of exporters over the limit, which are not decoded"),
    FLOWS_DECODED("flowsDecoded", "flows handed on"),
    CONNECTIONS_ENDED("connectionsEnded", "connections whose end was told"),
    CONNECTIONS_FORGOTTEN(
            "connectionsForgotten", "connections of which nothing was heard for too long"),
    EXPORTERS_FORGOTTEN("exportersForgotten", "exporters of which nothing was heard for too long"),
    WAITING_SETS_RESTORED(
            "waitingSetsRestored", "data sets that waited in the state that the job began with"),
    WAITING_SETS("waitingSets", "data sets that wait for their template now"),
    WAITING_BYTES("waitingBytes", "octets that these take"),
    EXPORTERS_KNOWN("exportersKnown", "exporters and connections that are remembered now"),
    TEMPLATES_KNOWN("templatesKnown", "templates that are remembered now");

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

    /**
     * What it counts, in one phrase: since the start of the process, or if it says so at the moment
     * (then it is a gauge).
     */
    public String meaning() {
        return meaning;
    }
}
