package io.weir.job.output.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.config.DocumentStream;
import io.weir.job.config.MessageFormat;
import io.weir.job.output.message.Message;
import org.apache.flink.api.common.serialization.SerializationSchema.InitializationContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class MessageRecordsTest {

    private final Counter tooLarge = new SimpleCounter();

    @Test
    void leavesOutAndCountsWhatBrokersWouldRefuse() {
        MessageRecords records = open();
        Message message = new Message();
        message.set(null, new byte[MessageRecords.MAX_BYTES + 1], 1);

        assertThat(records.serialize(message, null, 1L)).isNull();
        assertThat(tooLarge.getCount()).isEqualTo(1);
        message.set(null, new byte[MessageRecords.MAX_BYTES], 1);
        assertThat(records.serialize(message, null, 1L)).isNotNull();
        assertThat(tooLarge.getCount()).isEqualTo(1);
    }

    /** The message is used again for the next one. */
    @Test
    void makesRecordsThatTheNextMessageDoesNotChange() {
        MessageRecords records = open();
        Message message = new Message();
        message.set(new byte[] {1}, new byte[] {2}, 3);
        ProducerRecord<byte[], byte[]> record = records.serialize(message, null, 7L);
        message.set(new byte[] {4}, new byte[] {5}, 6);

        assertThat(record.topic()).isEqualTo("weir-flows");
        assertThat(record.key()).containsExactly(1);
        assertThat(record.value()).containsExactly(2);
        assertThat(record.timestamp()).isEqualTo(3);
        assertThat(record.headers())
                .extracting(header -> header.key() + "=" + TopicContents.text(header.value()))
                .containsExactly("weir.type=flows", "weir.format=protobuf", "weir.version=1");
    }

    private MessageRecords open() {
        MessageRecords records =
                new MessageRecords("weir-flows", DocumentStream.FLOWS, MessageFormat.PROTOBUF);
        records.open(
                new InitializationContext() {
                    @Override
                    public MetricGroup getMetricGroup() {
                        return new UnregisteredMetricsGroup() {
                            @Override
                            public Counter counter(String name) {
                                return tooLarge;
                            }
                        };
                    }

                    @Override
                    public UserCodeClassLoader getUserCodeClassLoader() {
                        throw new UnsupportedOperationException();
                    }
                },
                null);
        return records;
    }
}
