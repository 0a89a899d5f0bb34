package io.weir.job.output.message;

import java.io.Serializable;
import org.apache.flink.metrics.MetricGroup;

/**
 * Makes messages of the elements of a stream.
 *
 * @param <T> the element
 */
interface MessageEmitter<T> extends Serializable {

    /**
     * Called once where the elements are.
     *
     * @param metrics of the operator
     */
    void open(MetricGroup metrics);

    /** Hands on the messages of an element, which is not kept. */
    void emit(T element, MessageCollector messages);
}
