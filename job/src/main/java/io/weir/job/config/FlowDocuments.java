package io.weir.job.config;

/** Which flows become documents. */
public enum FlowDocuments {
    /** Each flow. */
    ALL,
    /** None: only what is summed up and detected is written. */
    OFF
}
