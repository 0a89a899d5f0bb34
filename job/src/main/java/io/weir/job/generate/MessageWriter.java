package io.weir.job.generate;

import io.weir.codec.encode.RecordWriter;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.encode.WireBuffer;

/** The messages of a protocol with templates: NetFlow v9 or IPFIX. */
interface MessageWriter {

    /** Starts a message; the one before is gone. */
    void begin();

    void template(TemplateDefinition template);

    void record(TemplateDefinition template, RecordWriter record);

    /** The most bytes that the message has after one more record. */
    int lengthWith(TemplateDefinition template);

    /**
     * Completes the message.
     *
     * @param exportMillis true Unix milliseconds
     * @param clock of the exporter, which says what it takes them for
     */
    WireBuffer complete(long exportMillis, ExporterClock clock);

    /** Starts the sequence anew. */
    void restart();
}
