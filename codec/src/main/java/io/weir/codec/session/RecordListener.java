package io.weir.codec.session;

import io.weir.codec.template.Template;

/**
 * Sees records as they are on the wire, before anything is made of them: once per set, so that it
 * costs the flows nothing.
 */
public interface RecordListener {

    /** Looks away. */
    RecordListener NONE = (message, template, bytes, from, to) -> {};

    /**
     * A set of data records, of flows or of options. Called before they are decoded.
     *
     * @param template describes the records; of the formats without templates, the fixed layout
     * @param from the first byte of the first record
     * @param to the first byte after the records and their padding
     */
    void records(ExportMessage message, Template template, byte[] bytes, int from, int to);

    /**
     * An sFlow sample.
     *
     * @param type the data format of the sample: enterprise * 4096 + format
     * @param from the first byte after the sample's length
     * @param to the first byte after the sample
     */
    default void sample(ExportMessage message, long type, byte[] bytes, int from, int to) {}
}
