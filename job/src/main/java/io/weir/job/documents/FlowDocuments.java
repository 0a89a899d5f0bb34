package io.weir.job.documents;

import io.weir.codec.flow.FlowBatch;
import io.weir.job.config.FlowForm;
import io.weir.job.documents.flow.FlowDocument;
import io.weir.operators.enrich.EnrichedFlows;

/** Flows as documents, and the indices that these go to. One instance per thread. */
public final class FlowDocuments {

    private final FlowDocument document;
    private final IndexDay index;

    /**
     * @param indexPrefix the first part of the names of indices
     */
    public FlowDocuments(String indexPrefix, FlowForm form) {
        document = new FlowDocument(indexPrefix, form);
        index = new IndexDay(indexPrefix + "-flows-");
    }

    /** The index that the flow belongs to. */
    public String index(FlowBatch batch, int row) {
        return index.near(FlowDocument.endMillis(batch, row), batch.receivedMillis());
    }

    /** The document of the flow in this row, as UTF-8. */
    public byte[] write(EnrichedFlows flows, int row) {
        return document.write(flows, row);
    }

    /** Writes the document of the flow in this row to {@link #bytes}. Returns its length. */
    public int encode(EnrichedFlows flows, int row) {
        return document.encode(flows, row);
    }

    /** The document encoded last, as UTF-8; good until the next one is. */
    public byte[] bytes() {
        return document.bytes();
    }
}
