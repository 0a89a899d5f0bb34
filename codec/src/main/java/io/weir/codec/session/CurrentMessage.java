package io.weir.codec.session;

import io.weir.codec.MalformedDatagramException;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.template.Template;
import io.weir.codec.template.TemplateFormat;

/** The message that is decoded into a batch just now. One for all messages of a session. */
final class CurrentMessage implements ExportMessage {

    private final TemplateCatalog templates;
    private FlowBatch batch = new FlowBatch();

    /** Whether the batch says what the header of this message says, and not of an earlier one. */
    boolean headerRead;

    /** The exporter's uptime at export; 0 where its protocol does not say it. */
    long uptimeMillis;

    /** Records of options templates so far. */
    int optionsRecords;

    /** Data sets so far whose records are not known. */
    int undecodedSets;

    CurrentMessage(TemplateCatalog templates) {
        this.templates = templates;
    }

    void begin(FlowBatch batch) {
        this.batch = batch;
        headerRead = false;
        uptimeMillis = 0;
        optionsRecords = 0;
        undecodedSets = 0;
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
        TemplateFormat format =
                protocol() == ExportProtocol.IPFIX
                        ? TemplateFormat.IPFIX
                        : TemplateFormat.NETFLOW_V9;
        try {
            TemplateCatalog.Entry entry =
                    templates.find(TemplateKey.of(protocol(), domain(), id), format);
            return entry == null ? null : entry.template();
        } catch (MalformedDatagramException e) {
            throw new IllegalStateException("A stored template cannot be read: " + e.getMessage());
        }
    }
}
