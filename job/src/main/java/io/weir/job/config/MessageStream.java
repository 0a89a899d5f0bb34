package io.weir.job.config;

import java.util.Locale;

/** The streams that can go to Kafka, each to a topic of its own. */
public enum MessageStream {
    FLOWS,
    ALERTS,
    TOPN,
    EXPORTERS;

    /** As it is written in the configuration, and at the end of the topic's name. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether messages may be held back until a checkpoint is complete, as transactions do. An
     * alert may not.
     */
    public boolean canWait() {
        return this != ALERTS;
    }
}
