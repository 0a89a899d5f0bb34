package io.weir.job.config;

/** How often a message is in its topic. */
public enum MessageDelivery {
    /** Once, and again after a failure of the job. */
    AT_LEAST_ONCE,
    /** Once, and only when a checkpoint is complete, for consumers that read what is committed. */
    EXACTLY_ONCE
}
