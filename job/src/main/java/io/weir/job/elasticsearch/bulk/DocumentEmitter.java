package io.weir.job.elasticsearch.bulk;

import java.io.Serializable;

/**
 * Makes documents of the elements of a stream. Of one thread.
 *
 * @param <T> an element
 */
public interface DocumentEmitter<T> extends Serializable {

    /** Called once before the first element, where the elements are. */
    void open();

    void emit(T element, DocumentCollector documents);
}
