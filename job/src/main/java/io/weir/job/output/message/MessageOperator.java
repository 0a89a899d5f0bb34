package io.weir.job.output.message;

import javax.annotation.Nullable;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Makes messages right before the sink, which takes them one by one. It has no state.
 *
 * @param <T> the element that messages are made of
 */
final class MessageOperator<T> extends AbstractStreamOperator<Message>
        implements OneInputStreamOperator<T, Message>, MessageCollector {

    private static final long serialVersionUID = 1L;

    private final MessageEmitter<T> emitter;

    private transient Message message;
    private transient StreamRecord<Message> record;

    MessageOperator(MessageEmitter<T> emitter) {
        this.emitter = emitter;
        chainingStrategy = ChainingStrategy.ALWAYS;
    }

    @Override
    public void open() throws Exception {
        super.open();
        message = new Message();
        record = new StreamRecord<>(message);
        emitter.open(getMetricGroup());
    }

    @Override
    public void processElement(StreamRecord<T> element) {
        emitter.emit(element.getValue(), this);
    }

    @Override
    public void add(@Nullable byte[] key, byte[] value, long timestampMillis) {
        message.set(key, value, timestampMillis);
        output.collect(record.replace(message, timestampMillis));
    }
}
