package io.weir.codec.template;

/**
 * Data records of one layout, one after the other: where each field of the first one lies, and what
 * the header of the message says. Reused from set to set.
 */
final class DataRecords {

    byte[] bytes = {};

    /** The first byte of the first record. */
    int start;

    /** The bytes from one record to the next. */
    int stride;

    int count;

    /** By field: its first byte, from the start of the record. */
    int[] offsets = {};

    /** By field: its bytes. */
    int[] lengths = {};

    long exportMillis;

    /** The exporter's uptime at export, milliseconds modulo 2^32; 0 in IPFIX, which has none. */
    long uptimeMillis;
}
