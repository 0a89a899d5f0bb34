package io.weir.operators.duplicates;

/**
 * The metrics of the operator that suppresses duplicates. A record of both directions stands for
 * two flows.
 */
public enum DuplicateMetric {
    FLOWS_DUPLICATE(
            "flowsDuplicate",
            "flows left out of sums since another observation point reports them"),
    BYTES_DUPLICATE("bytesDuplicate", "their octets"),
    PACKETS_DUPLICATE("packetsDuplicate", "their packets"),
    FLOWS_NOT_COMPARED(
            "flowsNotCompared",
            "flows that always count: sampled, aggregated, without counters, or without the"
                    + " addresses, protocol and ports to be known again by"),
    TAKE_OVERS(
            "takeOvers", "times that another observation point became the one whose reports count"),
    FLOWS_FORGOTTEN("flowsForgotten", "flows forgotten before their time for want of room"),
    FLOWS_REMEMBERED("flowsRemembered", "flows that are remembered now");

    private final String id;
    private final String meaning;

    DuplicateMetric(String id, String meaning) {
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
