package io.weir.codec.sequence;

/** What is counted of sequence numbers. */
public enum SequenceEvent {
    /** Datagrams missing where datagrams are numbered. */
    DATAGRAMS_LOST,
    /** Records missing where records are numbered. */
    RECORDS_LOST,
    /** Of {@link #DATAGRAMS_LOST}, what came late. */
    DATAGRAMS_RECOVERED,
    /** Of {@link #RECORDS_LOST}, what came late. */
    RECORDS_RECOVERED,
    /** Messages that came after later ones. */
    REORDERED,
    /** Messages whose numbers had been seen. */
    DUPLICATED,
    /** Numberings that began anew. */
    RESTARTED,
    /** Numberings that went past 2^32 - 1. */
    WRAPPED,
    /** Datagrams of domains over the limit. */
    UNTRACKED,
    /** Domains that were forgotten for a new one. */
    DOMAIN_REPLACED
}
