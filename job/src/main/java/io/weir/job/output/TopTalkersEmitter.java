package io.weir.job.output;

import io.weir.job.documents.IndexedDocument;
import io.weir.job.documents.TopTalkersDocuments;
import io.weir.operators.topn.TopTalkers;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.connector.elasticsearch.sink.ElasticsearchEmitter;
import org.apache.flink.connector.elasticsearch.sink.RequestIndexer;
import org.elasticsearch.action.index.IndexRequest;
import org.elasticsearch.common.xcontent.XContentType;

/** Indexes each rank of a Top-N in the place of its earlier revision. */
final class TopTalkersEmitter implements ElasticsearchEmitter<TopTalkers> {

    private static final long serialVersionUID = 1L;

    private final String indexPrefix;
    private transient TopTalkersDocuments documents;

    TopTalkersEmitter(String indexPrefix) {
        this.indexPrefix = indexPrefix;
    }

    @Override
    public void open() {
        documents = new TopTalkersDocuments(indexPrefix);
    }

    @Override
    public void emit(TopTalkers top, SinkWriter.Context context, RequestIndexer indexer) {
        for (IndexedDocument document : documents.write(top, System.currentTimeMillis())) {
            indexer.add(
                    new IndexRequest(document.index())
                            .id(document.id())
                            .source(document.json(), XContentType.JSON));
        }
    }
}
