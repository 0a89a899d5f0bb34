package io.weir.job.config;

/** What documents of flows have of the records that they were made of. */
public enum KeepOriginal {
    /** Nothing. */
    NONE,
    /** Every element, to be read in the document and not to be searched. */
    STORED,
    /** Every element, those with names that Weir knows to be searched. */
    INDEXED
}
