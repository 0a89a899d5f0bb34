package io.weir.job.output;

import io.weir.job.documents.ExporterDocuments;
import io.weir.job.documents.IndexedDocument;
import io.weir.operators.exporters.ExporterNotice;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.connector.elasticsearch.sink.ElasticsearchEmitter;
import org.apache.flink.connector.elasticsearch.sink.RequestIndexer;
import org.elasticsearch.action.index.IndexRequest;
import org.elasticsearch.common.xcontent.XContentType;

/** Indexes what is told of exporters, each in the place of its earlier revision. */
final class ExporterEmitter implements ElasticsearchEmitter<ExporterNotice> {

    private static final long serialVersionUID = 1L;

    private final String indexPrefix;
    private transient ExporterDocuments documents;

    ExporterEmitter(String indexPrefix) {
        this.indexPrefix = indexPrefix;
    }

    @Override
    public void open() {
        documents = new ExporterDocuments(indexPrefix);
    }

    @Override
    public void emit(ExporterNotice notice, SinkWriter.Context context, RequestIndexer indexer) {
        IndexedDocument document = documents.write(notice, System.currentTimeMillis());
        indexer.add(
                new IndexRequest(document.index())
                        .id(document.id())
                        .source(document.json(), XContentType.JSON));
    }
}
