package io.weir.codec.encode;

/** Writes the values of one record, in the order of its template. */
@FunctionalInterface
public interface RecordWriter {
    void writeTo(WireBuffer record);
}
