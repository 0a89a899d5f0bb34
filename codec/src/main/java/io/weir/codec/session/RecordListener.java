package io.weir.codec.session;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.template.Template;

/**
 * Sees records as they are on the wire, before anything is made of them, and which flows they
 * become: once per set, so that it costs the flows nothing.
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

    /**
     * The records of a set have become flows: from row {@code first} to the last of the batch there
     * is one for each, in their order. Where a record is malformed there is none for it, nor for
     * those after it.
     *
     * @param template describes the records
     * @param from the first byte of the first record in the batch's payload
     * @param to the first byte after the records and their padding
     */
    default void flows(Template template, int from, int to, FlowBatch batch, int first) {}

    /**
     * An sFlow sample has become the flow in this row, the last of the batch.
     *
     * @param type as of {@link #sample}
     * @param from the first byte after the sample's length in the batch's payload
     * @param to the first byte after the sample
     */
    default void flow(long type, int from, int to, FlowBatch batch, int row) {}

    /**
     * The flows of a message are complete, and those that are too many are gone. Not called if the
     * message has none.
     */
    default void complete(ExportMessage message, FlowBatch batch) {}
}
