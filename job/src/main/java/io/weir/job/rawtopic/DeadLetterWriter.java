package io.weir.job.rawtopic;

import io.weir.job.rawtopic.RawRecord.Foreign;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Makes a dead letter of a record that is not ours: its key and value as they were, and headers
 * that say why and where it stood.
 *
 * <p>What is longer than {@link #MAX_BYTES} is cut off: brokers refuse what is over their limit (1
 * MiB by default), and a refused dead letter would stop the job.
 */
final class DeadLetterWriter implements KafkaRecordSerializationSchema<Foreign> {

    static final int MAX_BYTES = 256 << 10;

    static final String REASON = "weir.reason";
    static final String TOPIC = "weir.topic";
    static final String PARTITION = "weir.partition";
    static final String OFFSET = "weir.offset";
    static final String TIMESTAMP = "weir.timestamp";

    /** The length of the value before it was cut off; only there if it was. */
    static final String CUT_FROM = "weir.cut-from";

    private static final long serialVersionUID = 1L;

    private final String rawTopic;
    private final String deadLetterTopic;

    DeadLetterWriter(String rawTopic, String deadLetterTopic) {
        this.rawTopic = rawTopic;
        this.deadLetterTopic = deadLetterTopic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Foreign foreign, KafkaSinkContext context, Long timestamp) {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(
                        deadLetterTopic,
                        null,
                        cut(foreign.key()),
                        cut(foreign.value()),
                        List.of(
                                header(REASON, foreign.reason().label()),
                                header(TOPIC, rawTopic),
                                header(PARTITION, String.valueOf(foreign.partition())),
                                header(OFFSET, String.valueOf(foreign.offset())),
                                header(TIMESTAMP, String.valueOf(foreign.timestampMillis()))));
        if (foreign.value() != null && foreign.value().length > MAX_BYTES) {
            letter.headers().add(header(CUT_FROM, String.valueOf(foreign.value().length)));
        }
        return letter;
    }

    private static byte[] cut(byte[] bytes) {
        return bytes == null || bytes.length <= MAX_BYTES ? bytes : Arrays.copyOf(bytes, MAX_BYTES);
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
