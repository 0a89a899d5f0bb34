package io.weir.job.rawtopic;

/** The metrics of the operators around the raw topic. All are counters. */
public enum RawTopicMetric {
    HEARTBEATS_WRITTEN("heartbeatsWritten", "heartbeats handed to the producer, one per partition"),
    CONNECTION_ENDS_WRITTEN("connectionEndsWritten", "ends of connections handed to the producer"),
    CONNECTION_ENDS_READ("connectionEndsRead", "ends of connections read from the raw topic"),
    DATAGRAMS_READ("rawDatagramsRead", "datagrams read from the raw topic"),
    HEARTBEATS_READ("heartbeatsRead", "heartbeats read from the raw topic"),
    FOREIGN_RECORDS(
            "foreignRecords",
            "records of the raw topic that are not ours; under the group reason.<reason> the same"
                    + " by reason");

    private final String id;
    private final String meaning;

    RawTopicMetric(String id, String meaning) {
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
