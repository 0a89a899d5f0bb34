package io.weir.job.config;

import java.util.Locale;

/** What the job writes. */
public enum DocumentStream {
    FLOWS("flows"),
    ROLLUPS("rollups"),
    TOPN("Top-N"),
    CONVERSATIONS("conversations"),
    ALERTS("alerts"),
    EXPORTERS("exporters");

    private final String title;

    DocumentStream(String title) {
        this.title = title;
    }

    /** As it is written in the configuration, and in the names of indices and topics. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As it is called in sentences and in names of sinks. */
    public String title() {
        return title;
    }

    /** Whether a sink may take a part of it. All others mean something only if they are whole. */
    boolean canBeSampled() {
        return this == FLOWS;
    }

    /**
     * Whether messages may be held back until a checkpoint is complete, as transactions do. An
     * alert may not.
     */
    public boolean canWait() {
        return this != ALERTS;
    }
}
