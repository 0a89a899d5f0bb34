package io.weir.tcp.metrics;

import org.apache.flink.annotation.PublicEvolving;

/** Why an accepted connection ended. */
@PublicEvolving
public enum CloseReason {
    PEER("peer", "The sender closed it."),
    RESET("reset", "The network or the sender broke it."),
    IDLE("idle", "Nothing came for the idle timeout."),
    SLOW("slow", "A message was not complete in time after its first byte."),
    FRAMING("framing", "What came is no IPFIX message; see framingErrors."),
    TLS("tls", "The handshake or a TLS record failed."),
    STOP("stop", "The reader stopped.");

    private final String label;
    private final String meaning;

    CloseReason(String label, String meaning) {
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
