package io.weir.codec.session;

import io.weir.codec.Malformation;
import io.weir.codec.MalformedDatagramException;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.template.Template;
import io.weir.codec.template.TemplateFormat;

/** The message that is decoded into a batch just now. One for all messages of a session. */
final class CurrentMessage implements ExportMessage {

    private final TemplateCatalog templates;
    private FlowBatch batch;

    /** The exporter's uptime at export; 0 where its protocol does not say it. */
    long uptimeMillis;

    /** Records of options templates so far. */
    int optionsRecords;

    /** Data sets so far whose records are not known. */
    int undecodedSets;

    /** Whether the batch has the header of this message, and not that of one before. */
    boolean headerKnown;

    private boolean recordsKnown;

    CurrentMessage(TemplateCatalog templates) {
        this.templates = templates;
    }

    void begin(FlowBatch batch) {
        this.batch = batch;
        uptimeMillis = 0;
        optionsRecords = 0;
        undecodedSets = 0;
        headerKnown = true;
        recordsKnown = true;
    }

    /** Takes what is wrong with it. */
    void malformed(Malformation reason) {
        headerKnown =
                switch (reason) {
                    case TOO_SHORT, UNKNOWN_VERSION, UNSUPPORTED_VERSION -> false;
                    default -> true;
                };
        recordsKnown = reason == Malformation.TRAILING_BYTES;
    }

    /** Whether its records are all that the exporter put into it. */
    boolean isComplete() {
        return recordsKnown && undecodedSets == 0;
    }

    /** How templates are laid out in its protocol, which has some. */
    TemplateFormat format() {
        return TemplateFormat.of(protocol());
    }

    @Override
    public ExportProtocol protocol() {
        return batch.protocol();
    }

    @Override
    public long domain() {
        return batch.domain();
    }

    @Override
    public Template template(int id) {
        try {
            TemplateCatalog.Entry entry =
                    templates.find(TemplateKey.of(protocol(), domain(), id), format());
            return entry == null ? null : entry.template();
        } catch (MalformedDatagramException e) {
            throw new IllegalStateException("A stored template cannot be read: " + e.getMessage());
        }
    }
}
