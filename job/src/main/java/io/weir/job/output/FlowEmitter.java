package io.weir.job.output;

import io.weir.job.documents.FlowDocuments;
import io.weir.job.elasticsearch.bulk.DocumentCollector;
import io.weir.job.elasticsearch.bulk.DocumentEmitter;
import io.weir.operators.enrich.EnrichedFlows;

/** Indexes each flow of a batch. */
final class FlowEmitter implements DocumentEmitter<EnrichedFlows> {

    private static final long serialVersionUID = 1L;

    private final String indexPrefix;
    private final FlowIdentity identity;
    private transient FlowDocuments documents;

    FlowEmitter(String indexPrefix, FlowIdentity identity) {
        this.indexPrefix = indexPrefix;
        this.identity = identity;
    }

    @Override
    public void open() {
        documents = new FlowDocuments(indexPrefix);
        identity.open();
    }

    @Override
    public void emit(EnrichedFlows flows, DocumentCollector collector) {
        for (int row = 0; row < flows.size(); row++) {
            String index = documents.index(flows.batch(), row);
            int length = documents.encode(flows, row);
            identity.add(index, flows.batch(), row, documents.bytes(), length, collector);
        }
    }
}
