package io.weir.job.cli;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.session.RecordListener;
import io.weir.job.config.FlowDetail;
import io.weir.job.config.FlowForm;
import io.weir.job.documents.FlowDocuments;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.Enricher;
import io.weir.udp.Datagram;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Prints flows as they would be indexed. */
final class FlowDocumentPrinter implements DecodePrinter {

    private static final String INDEX_PREFIX = "weir";

    private final FlowDocuments documents;
    private final Enricher enricher;
    private final RecordListener records;
    private final PrintWriter out;

    /**
     * @param detail how much documents have
     * @param records may put into batches what documents are to have of the records
     */
    FlowDocumentPrinter(
            Enricher enricher, FlowDetail detail, RecordListener records, PrintWriter out) {
        documents = new FlowDocuments(INDEX_PREFIX, new FlowForm(detail, 1));
        this.enricher = enricher;
        this.records = records;
        this.out = out;
    }

    @Override
    public RecordListener records() {
        return records;
    }

    @Override
    public void beginFile(Path file) {}

    @Override
    public void beginDatagram(Datagram datagram) {}

    @Override
    public void flows(FlowBatch batch) {
        EnrichedFlows flows = enricher.enrich(batch);
        for (int row = 0; row < flows.size(); row++) {
            out.write(new String(documents.write(flows, row), StandardCharsets.UTF_8));
            out.write('\n');
        }
    }

    @Override
    public void close() {
        enricher.close();
    }
}
