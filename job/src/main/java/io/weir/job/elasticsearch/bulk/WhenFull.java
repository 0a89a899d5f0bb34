package io.weir.job.elasticsearch.bulk;

/** What becomes of documents when no more may wait. */
public enum WhenFull {
    /** The stream waits: for inputs that can wait, too. */
    WAIT,
    /** They are dropped and counted: for inputs that would lose more if the stream waited. */
    DROP
}
