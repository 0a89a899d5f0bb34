package io.weir.job.output.kafka;

import java.io.Serializable;

/**
 * Makes messages of the elements of a stream.
 *
 * @param <T> the element
 */
interface MessageEmitter<T> extends Serializable {

    /** Called once where the elements are. */
    default void open() {}

    /** Hands on the messages of an element, which is not kept. */
    void emit(T element, MessageCollector messages);
}
