package io.weir.job.elasticsearch.bulk;

import java.io.Serializable;
import org.apache.flink.metrics.MetricGroup;

/**
 * Makes documents of the elements of a stream. Of one thread.
 *
 * @param <T> an element
 */
public interface DocumentEmitter<T> extends Serializable {

    /**
     * Called once before the first element, where the elements are.
     *
     * @param metrics of the sink
     */
    void open(MetricGroup metrics);

    void emit(T element, DocumentCollector documents);
}
