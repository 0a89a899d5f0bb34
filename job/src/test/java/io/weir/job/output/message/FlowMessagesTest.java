package io.weir.job.output.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.job.documents.Flows;
import io.weir.operators.enrich.Enricher;
import io.weir.operators.enrich.EnrichmentOptions;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowMessagesTest {

    private static final long RECEIVED = Flows.RECEIVED.toEpochMilli();

    private final List<Message> messages = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"0, 0", "-86400000, -86400000", "-86400001, 0", "600000, 600000", "600001, 0"})
    void keepsEventTimeNearTheTimeOfReceipt(long endsAfterReceipt, long expected) throws Exception {
        emit(
                Flows.of(ExportProtocol.IPFIX, 1, 1)
                        .with(FlowField.END_MILLIS, RECEIVED + endsAfterReceipt)
                        .batch());

        assertThat(messages)
                .extracting(Message::timestampMillis)
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
        Message message = new Message();
        for (byte[] key : new byte[][] {null, {}, {1, 2}}) {
            message.set(key, new byte[] {3, 4, 5}, 6);
            DataOutputSerializer bytes = new DataOutputSerializer(64);
            MessageSerializer.INSTANCE.serialize(message, bytes);

            assertThat(
                            MessageSerializer.INSTANCE.deserialize(
                                    new DataInputDeserializer(bytes.getCopyOfBuffer())))
                    .isEqualTo(message);
        }
    }

    /** With a copy of the emitter that went over the wire, as the job does. */
    private void emit(FlowBatch batch) throws Exception {
        FlowMessages emitter =
                InstantiationUtil.clone(new FlowMessages(() -> (flows, row) -> new byte[] {1}, 1));
        emitter.open(new UnregisteredMetricsGroup());
        try (Enricher enricher = Enricher.open(EnrichmentOptions.NONE)) {
            emitter.emit(enricher.enrich(batch), this::add);
        }
    }

    private void add(byte[] key, byte[] value, long timestampMillis) {
        Message message = new Message();
        message.set(key, value, timestampMillis);
        messages.add(message);
    }
}
