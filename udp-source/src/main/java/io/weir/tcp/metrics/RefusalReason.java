package io.weir.tcp.metrics;

import org.apache.flink.annotation.PublicEvolving;

/** Why a connection is closed before it is read from. */
@PublicEvolving
public enum RefusalReason {
    NOT_ALLOWED("not-allowed", "The sender's address is not on the allow-list."),
    LIMIT("limit", "The subtask has as many connections as it may.");

    private final String label;
    private final String meaning;

    RefusalReason(String label, String meaning) {
        this.label = label;
        this.meaning = meaning;
    }

    /** The reason as metrics have it. */
    public String label() {
        return label;
    }

    public String meaning() {
        return meaning;
    }
}
