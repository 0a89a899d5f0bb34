package io.weir.job.output;

import io.weir.job.documents.IndexedDocument;
import io.weir.job.documents.RevisedDocuments;
import io.weir.job.elasticsearch.bulk.DocumentCollector;
import io.weir.job.elasticsearch.bulk.DocumentEmitter;
import java.io.Serializable;
import java.util.function.Function;
import org.apache.flink.metrics.MetricGroup;

/**
 * Indexes documents in the place of their earlier revisions, whichever comes last.
 *
 * @param <T> what is documented
 */
final class RevisedDocumentEmitter<T> implements DocumentEmitter<T> {

    private static final long serialVersionUID = 1L;

    /** Makes the documents of an index prefix. */
    interface Factory<T> extends Function<String, RevisedDocuments<T>>, Serializable {}

    private final String indexPrefix;
    private final Factory<T> factory;
    private transient RevisedDocuments<T> documents;

    RevisedDocumentEmitter(String indexPrefix, Factory<T> factory) {
        this.indexPrefix = indexPrefix;
        this.factory = factory;
    }

    @Override
    public void open(MetricGroup metrics) {
        documents = factory.apply(indexPrefix);
    }

    @Override
    public void emit(T element, DocumentCollector collector) {
        for (IndexedDocument document : documents.documents(element, System.currentTimeMillis())) {
            collector.add(document.index(), document.id(), document.revision(), document.json());
        }
    }
}
