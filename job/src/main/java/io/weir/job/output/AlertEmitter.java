package io.weir.job.output;

import io.weir.job.documents.AlertDocuments;
import io.weir.job.documents.IndexedDocument;
import io.weir.operators.detect.Alert;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.connector.elasticsearch.sink.ElasticsearchEmitter;
import org.apache.flink.connector.elasticsearch.sink.RequestIndexer;
import org.elasticsearch.action.index.IndexRequest;
import org.elasticsearch.common.xcontent.XContentType;

/** Indexes each state of an alert in the place of the one before. */
final class AlertEmitter implements ElasticsearchEmitter<Alert> {

    private static final long serialVersionUID = 1L;

    private final String indexPrefix;
    private transient AlertDocuments documents;

    AlertEmitter(String indexPrefix) {
        this.indexPrefix = indexPrefix;
    }

    @Override
    public void open() {
        documents = new AlertDocuments(indexPrefix);
    }

    @Override
    public void emit(Alert alert, SinkWriter.Context context, RequestIndexer indexer) {
        IndexedDocument document = documents.write(alert, System.currentTimeMillis());
        indexer.add(
                new IndexRequest(document.index())
                        .id(document.id())
                        .source(document.json(), XContentType.JSON));
    }
}
