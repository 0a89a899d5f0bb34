package io.weir.operators.enrich.geo;

/**
 * Makes a value of a database's record.
 *
 * @param <R> the value
 */
@FunctionalInterface
interface RecordReader<R> {

    /** Null if the record says nothing that is of use here. */
    R read(DataRecord data);
}
