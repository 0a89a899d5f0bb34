package io.weir.codec.options;

import java.util.Locale;

/** What an options record describes. */
public enum OptionsKind {
    /** An application by its id (RFC 6759): 95, and 96 or 94. */
    APPLICATION,
    /** A virtual routing and forwarding instance by its id: 234 or 235, and 236. */
    VRF,
    /** An interface by its index: 10, 14, 252, 253 or the scope, and 82 or 83. */
    INTERFACE,
    /** How packets or flows are sampled. */
    SAMPLER,
    /** Anything else: what was exported, cached and lost, timeouts, addresses. */
    STATISTICS;

    /** The name in documents, such as {@code sampler}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
