package io.weir.job.elasticsearch.bulk;

/** The metrics of a sink that writes to Elasticsearch. */
public enum SinkMetric {
    DOCUMENTS_WRITTEN("documentsWritten", "documents that Elasticsearch has"),
    DOCUMENTS_OUTDATED("documentsOutdated", "documents of which Elasticsearch has a newer one"),
    DOCUMENTS_REJECTED(
            "documentsRejected", "documents that it will never take: they are dead letters"),
    DOCUMENTS_DROPPED("documentsDropped", "documents for which there was no room to wait"),
    DOCUMENTS_SPILLED("documentsSpilled", "documents that were put to disk"),
    DOCUMENTS_READ_BACK("documentsReadBack", "documents that were read from there to be sent"),
    DOCUMENTS_FOUND_ON_DISK("documentsFoundOnDisk", "documents that an earlier run left there"),
    DOCUMENTS_LOST_ON_DISK("documentsLostOnDisk", "documents that could not be read from there"),
    DOCUMENTS_RETRIED("documentsRetried", "documents that were sent once more"),
    DEAD_LETTERS_LOST("deadLettersLost", "dead letters that it did not take either"),
    REQUESTS_FAILED("requestsFailed", "bulk requests that were not carried out"),
    DOCUMENTS_WAITING("documentsWaiting", "documents not acknowledged yet, but those on disk"),
    BYTES_WAITING("bytesWaiting", "octets that these take"),
    DOCUMENTS_ON_DISK("documentsOnDisk", "documents on disk"),
    BYTES_ON_DISK("bytesOnDisk", "octets that these take");

    private final String id;
    private final String meaning;

    SinkMetric(String id, String meaning) {
        this.id = id;
        this.meaning = meaning;
    }

    /** The name of the metric in Flink. */
    public String id() {
        return id;
    }

    /** What it counts, in one phrase; the last four are gauges. */
    public String meaning() {
        return meaning;
    }
}
