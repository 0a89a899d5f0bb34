package io.weir.job.rawtopic;

import java.util.Locale;

/** Why a record of the raw topic is not ours. */
public enum ForeignReason {
    /** It has no value. */
    EMPTY,
    /** It begins with another version than those known. */
    VERSION,
    /** It is neither a datagram nor a heartbeat. */
    KIND,
    /** It is too short or too long for what it says to be. */
    LENGTH,
    /** It was received at no possible time. */
    TIME,
    /** Its key is not the exporter's address that is in its value. */
    KEY;

    /** The name in metrics, balance and dead letters. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
