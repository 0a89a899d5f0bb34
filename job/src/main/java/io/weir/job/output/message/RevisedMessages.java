package io.weir.job.output.message;

import io.weir.job.documents.KeyedMessage;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.apache.flink.metrics.MetricGroup;

/**
 * Messages of what is written again with a later revision, all revisions of one thing in one
 * partition and in order.
 *
 * @param <T> what the messages are of
 */
final class RevisedMessages<T> implements MessageEmitter<T> {

    private static final long serialVersionUID = 1L;

    /** Gives the event time of an element, Unix milliseconds. */
    interface EventTime<T> extends ToLongFunction<T>, Serializable {}

    /** Makes what writes the elements of a subtask. */
    interface Format<T> extends Supplier<Function<T, List<KeyedMessage>>>, Serializable {}

    private final EventTime<T> eventTime;
    private final Format<T> format;

    private transient Function<T, List<KeyedMessage>> writer;

    RevisedMessages(EventTime<T> eventTime, Format<T> format) {
        this.eventTime = eventTime;
        this.format = format;
    }

    @Override
    public void open(MetricGroup metrics) {
        writer = format.get();
    }

    @Override
    public void emit(T element, MessageCollector messages) {
        long timestampMillis = eventTime.applyAsLong(element);
        for (KeyedMessage message : writer.apply(element)) {
            byte[] key = message.key().getBytes(StandardCharsets.UTF_8);
            messages.add(key, message.value(), timestampMillis);
        }
    }
}
