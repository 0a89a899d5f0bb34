package io.weir.job.output;

import io.weir.codec.flow.FlowBatch;
import io.weir.job.documents.FlowDocuments;
import io.weir.operators.enrich.EnrichedFlows;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.connector.elasticsearch.sink.ElasticsearchEmitter;
import org.apache.flink.connector.elasticsearch.sink.RequestIndexer;
import org.elasticsearch.action.index.IndexRequest;
import org.elasticsearch.common.xcontent.XContentType;

/** Indexes each flow of a batch. */
final class FlowEmitter implements ElasticsearchEmitter<EnrichedFlows> {

    private static final long serialVersionUID = 1L;

    private final String indexPrefix;
    private transient FlowDocuments documents;

    FlowEmitter(String indexPrefix) {
        this.indexPrefix = indexPrefix;
    }

    @Override
    public void open() {
        documents = new FlowDocuments(indexPrefix);
    }

    @Override
    public void emit(EnrichedFlows flows, SinkWriter.Context context, RequestIndexer indexer) {
        FlowBatch batch = flows.batch();
        for (int row = 0; row < batch.size(); row++) {
            indexer.add(
                    new IndexRequest(documents.index(batch, row))
                            .source(documents.write(flows, row), XContentType.JSON));
        }
    }
}
