package io.weir.job.rawtopic;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.rawtopic.RawRecord.Foreign;
import io.weir.job.rawtopic.RawRecord.Heartbeat;
import io.weir.job.rawtopic.RawRecord.Received;
import io.weir.udp.Datagram;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RawRecordSerializerTest {

    static Stream<RawRecord> records() {
        return Stream.of(
                new Received(new Datagram(1, 2, 3, 4, 5, new byte[] {6, 7})),
                new Heartbeat(1, -2, 3),
                new Foreign(ForeignReason.KEY, 1, 2, 3, new byte[] {4}, new byte[] {5, 6}),
                new Foreign(ForeignReason.EMPTY, 1, 2, 3, null, null));
    }

    @ParameterizedTest
    @MethodSource("records")
    void readsWhatItWrites(RawRecord record) throws IOException {
        DataOutputSerializer written = new DataOutputSerializer(16);
        RawRecordSerializer.INSTANCE.serialize(record, written);
        DataInputDeserializer from = new DataInputDeserializer(written.getCopyOfBuffer());

        assertThat(RawRecordSerializer.INSTANCE.deserialize(from))
                .usingRecursiveComparison()
                .isEqualTo(record);
        assertThat(from.available()).isZero();
    }
}
