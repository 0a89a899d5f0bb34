package io.weir.job.config;

/** Where reading begins when the job starts without a savepoint. */
public enum KafkaStart {
    /** Where the group had got to; at the oldest record where it has never been. */
    COMMITTED,
    /** At the oldest record. */
    EARLIEST,
    /** At what comes from now on. */
    LATEST
}
