package io.weir.job.output.kafka;

import io.weir.job.config.DocumentStream;
import io.weir.job.config.MessageFormat;
import io.weir.job.output.message.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import javax.annotation.Nullable;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Makes records of messages, with headers that say what they are.
 *
 * <p>What is longer than {@link #MAX_BYTES} is counted and left out: brokers refuse what is over
 * their limit (1 MiB by default), and a refused record would stop the job.
 */
final class MessageRecords implements KafkaRecordSerializationSchema<Message> {

    static final int MAX_BYTES = 1_000_000;

    static final String TYPE = "weir.type";
    static final String FORMAT = "weir.format";

    /** Of the document, or of the schema. It grows when what reads one does not read the other. */
    static final String VERSION = "weir.version";

    private static final long serialVersionUID = 1L;
    private static final String CURRENT_VERSION = "1";

    private final String topic;
    private final DocumentStream stream;
    private final MessageFormat format;

    private transient List<Header> headers;
    private transient Counter tooLarge;

    MessageRecords(String topic, DocumentStream stream, MessageFormat format) {
        this.topic = topic;
        this.stream = stream;
        this.format = format;
    }

    @Override
    public void open(
            SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
        headers =
                List.of(
                        header(TYPE, stream.spelling()),
                        header(FORMAT, format.name().toLowerCase(Locale.ROOT)),
                        header(VERSION, CURRENT_VERSION));
        tooLarge = context.getMetricGroup().counter(KafkaOutput.MESSAGES_TOO_LARGE);
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    @Nullable
    public ProducerRecord<byte[], byte[]> serialize(
            Message message, KafkaSinkContext context, Long timestamp) {
        if (message.value().length > MAX_BYTES) {
            tooLarge.inc();
            return null;
        }
        return new ProducerRecord<>(
                topic, null, message.timestampMillis(), message.key(), message.value(), headers);
    }
}
