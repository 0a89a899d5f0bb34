package io.weir.job.config;

import java.util.Locale;

/** Which part of the way from exporters to documents a job is. */
public enum Role {
    /** All of it. */
    ALL_IN_ONE,
    /** From the sockets to the raw topic in Kafka. */
    COLLECTOR,
    /** From the raw topic to documents. */
    ANALYSIS;

    /** As it is written in the configuration. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it listens for exporters. */
    public boolean receives() {
        return this != ANALYSIS;
    }

    /** Whether it decodes, and writes documents. */
    public boolean analyses() {
        return this != COLLECTOR;
    }

    /** Whether the raw topic is one of its ends. */
    public boolean usesKafka() {
        return this != ALL_IN_ONE;
    }
}
