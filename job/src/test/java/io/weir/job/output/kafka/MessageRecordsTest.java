package io.weir.job.output.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.job.config.MessageFormat;
import io.weir.job.config.MessageStream;
import io.weir.job.documents.Flows;
import io.weir.operators.enrich.Enricher;
import io.weir.operators.enrich.EnrichmentOptions;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializationSchema.InitializationContext;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From flows to records of Kafka. */
class MessageRecordsTest {

    private static final long RECEIVED = Flows.RECEIVED.toEpochMilli();

    private final Counter tooLarge = new SimpleCounter();
    private final List<KafkaMessage> messages = new ArrayList<>();

    @Test
    void leavesOutAndCountsWhatBrokersWouldRefuse() {
        MessageRecords records = open();
        KafkaMessage message = new KafkaMessage();
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
        KafkaMessage message = new KafkaMessage();
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

    @ParameterizedTest
    @CsvSource({"0, 0", "-86400000, -86400000", "-86400001, 0", "600000, 600000", "600001, 0"})
    void keepsEventTimeNearTheTimeOfReceipt(long endsAfterReceipt, long expected) throws Exception {
        emit(
                Flows.of(ExportProtocol.IPFIX, 1, 1)
                        .with(FlowField.END_MILLIS, RECEIVED + endsAfterReceipt)
                        .batch());

        assertThat(messages)
                .extracting(KafkaMessage::timestampMillis)
                .containsExactly(RECEIVED + expected);
    }

    @Test
    void givesBothDirectionsOneKeyAndFlowsWithoutConversationNone() throws Exception {
        emit(
                Flows.of(ExportProtocol.IPFIX, 1, 1)
                        .with(FlowField.SOURCE_ADDRESS, "10.1.2.3")
                        .with(FlowField.DESTINATION_ADDRESS, "10.1.2.4")
                        .with(FlowField.SOURCE_PORT, 1_024)
                        .with(FlowField.DESTINATION_PORT, 53)
                        .with(FlowField.PROTOCOL, 17)
                        .next()
                        .with(FlowField.SOURCE_ADDRESS, "10.1.2.4")
                        .with(FlowField.DESTINATION_ADDRESS, "10.1.2.3")
                        .with(FlowField.SOURCE_PORT, 53)
                        .with(FlowField.DESTINATION_PORT, 1_024)
                        .with(FlowField.PROTOCOL, 17)
                        .next()
                        .with(FlowField.PROTOCOL, 17)
                        .batch());

        assertThat(messages.get(1).key()).isEqualTo(messages.get(0).key()).hasSize(22);
        assertThat(messages.get(2).key()).isNull();
    }

    @Test
    void messagesSurviveSerialization() throws Exception {
        KafkaMessage message = new KafkaMessage();
        for (byte[] key : new byte[][] {null, {}, {1, 2}}) {
            message.set(key, new byte[] {3, 4, 5}, 6);
            DataOutputSerializer bytes = new DataOutputSerializer(64);
            KafkaMessageSerializer.INSTANCE.serialize(message, bytes);

            assertThat(
                            KafkaMessageSerializer.INSTANCE.deserialize(
                                    new DataInputDeserializer(bytes.getCopyOfBuffer())))
                    .isEqualTo(message);
        }
    }

    /** With a copy of the emitter that went over the wire, as the job does. */
    private void emit(FlowBatch batch) throws Exception {
        FlowMessages emitter =
                InstantiationUtil.clone(new FlowMessages(() -> (flows, row) -> new byte[] {1}));
        emitter.open();
        try (Enricher enricher = Enricher.open(EnrichmentOptions.NONE)) {
            emitter.emit(enricher.enrich(batch), this::add);
        }
    }

    private void add(byte[] key, byte[] value, long timestampMillis) {
        KafkaMessage message = new KafkaMessage();
        message.set(key, value, timestampMillis);
        messages.add(message);
    }

    private MessageRecords open() {
        MessageRecords records =
                new MessageRecords("weir-flows", MessageStream.FLOWS, MessageFormat.PROTOBUF);
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
