package io.weir.job.config;

/** How the messages of a stream are written to Kafka. */
public enum MessageFormat {
    /** The documents that Elasticsearch gets. */
    JSON,
    /** By the schema {@code weir.v1}. */
    PROTOBUF
}
