package io.weir.job.output;

import io.weir.job.config.FlowForm;
import io.weir.job.documents.FlowDocuments;
import io.weir.job.elasticsearch.bulk.DocumentCollector;
import io.weir.job.elasticsearch.bulk.DocumentEmitter;
import io.weir.operators.enrich.EnrichedFlows;
import org.apache.flink.metrics.MetricGroup;

/** Indexes the flows of a batch that are taken. */
final class FlowEmitter implements DocumentEmitter<EnrichedFlows> {

    private static final long serialVersionUID = 1L;

    private final String indexPrefix;
    private final FlowForm form;
    private final FlowIdentity identity;
    private transient FlowDocuments documents;
    private transient FlowSample sample;

    FlowEmitter(String indexPrefix, FlowForm form, FlowIdentity identity) {
        this.indexPrefix = indexPrefix;
        this.form = form;
        this.identity = identity;
    }

    @Override
    public void open(MetricGroup metrics) {
        documents = new FlowDocuments(indexPrefix, form);
        sample = new FlowSample(form.oneIn(), metrics);
        identity.open();
    }

    @Override
    public void emit(EnrichedFlows flows, DocumentCollector collector) {
        for (int row = 0; row < flows.size(); row++) {
            if (sample.takes(flows.batch(), row)) {
                emit(flows, row, collector);
            }
        }
    }

    private void emit(EnrichedFlows flows, int row, DocumentCollector collector) {
        String index = documents.index(flows.batch(), row);
        int length = documents.encode(flows, row);
        identity.add(index, flows.batch(), row, documents.bytes(), length, collector);
    }
}
