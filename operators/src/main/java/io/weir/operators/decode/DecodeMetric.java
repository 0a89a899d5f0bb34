package io.weir.operators.decode;

/** The metrics of the decode operator. All are counters since the start of the process. */
public enum DecodeMetric {
    DATAGRAMS_DECODED("datagramsDecoded", "datagrams without any fault"),
    DATAGRAMS_MALFORMED(
            "datagramsMalformed",
            "datagrams with a fault; under the group reason.<reason> the same by first fault"),
    FLOWS_DECODED("flowsDecoded", "flows handed on"),
    OPTIONS_RECORDS("optionsRecords", "records that describe the exporter, not flows"),
    COUNTER_SAMPLES(
            "counterSamples", "sFlow samples of the counters of an interface or another source"),
    SETS_WITHOUT_TEMPLATE(
            "setsWithoutTemplate", "data sets lost because their template was not known"),
    TEMPLATES_ADDED("templatesAdded", "templates that were not known"),
    TEMPLATES_REDEFINED("templatesRedefined", "known templates that came with another layout"),
    TEMPLATES_WITHDRAWN("templatesWithdrawn", "templates withdrawn by their exporter"),
    TEMPLATES_EXPIRED("templatesExpired", "templates not received again in time"),
    TEMPLATES_REFUSED("templatesRefused", "templates over the limit of their exporter"),
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
