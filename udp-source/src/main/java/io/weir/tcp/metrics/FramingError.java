package io.weir.tcp.metrics;

import org.apache.flink.annotation.PublicEvolving;

/** How the bytes of a connection are no IPFIX messages (RFC 7011 §3.1). */
@PublicEvolving
public enum FramingError {
    VERSION("version", "A message begins with another version than 10."),
    LENGTH("length", "A message says to be shorter than its header of 16 bytes."),
    TRUNCATED("truncated", "The connection ended within a message.");

    private final String label;
    private final String meaning;

    FramingError(String label, String meaning) {
        this.label = label;
        this.meaning = meaning;
    }

    /** The error as metrics have it. */
    public String label() {
        return label;
    }

    public String meaning() {
        return meaning;
    }
}
