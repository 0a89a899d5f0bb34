package io.weir.job.documents;

import java.util.List;

/**
 * Makes documents that take the place of their earlier revisions. Of one thread.
 *
 * @param <T> what is documented
 */
public interface RevisedDocuments<T> {

    /**
     * The documents of an element, at least one.
     *
     * @param nowMillis when they are handed to the sink
     */
    List<IndexedDocument> documents(T element, long nowMillis);
}
