package io.weir.job.rawtopic;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.rawtopic.RawRecord.Foreign;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class DeadLetterWriterTest {

    private final DeadLetterWriter writer = new DeadLetterWriter("raw", "letters");

    @Test
    void keepsKeyAndValueAndSaysWhereTheyStood() {
        byte[] key = {1};
        byte[] value = {2, 3};

        ProducerRecord<byte[], byte[]> letter =
                letter(new Foreign(ForeignReason.VERSION, 4, 5, 6, key, value));

        assertThat(letter.topic()).isEqualTo("letters");
        assertThat(letter.partition()).isNull();
        assertThat(letter.key()).isEqualTo(key);
        assertThat(letter.value()).isEqualTo(value);
        assertThat(headers(letter))
                .isEqualTo(
                        Map.of(
                                "weir.reason", "version",
                                "weir.topic", "raw",
                                "weir.partition", "4",
                                "weir.offset", "5",
                                "weir.timestamp", "6"));
    }

    @Test
    void takesRecordsWithoutKeyOrValue() {
        ProducerRecord<byte[], byte[]> letter =
                letter(new Foreign(ForeignReason.EMPTY, 0, 0, 0, null, null));

        assertThat(letter.key()).isNull();
        assertThat(letter.value()).isNull();
    }

    @Test
    void cutsOffWhatBrokersWouldRefuse() {
        byte[] value = new byte[DeadLetterWriter.MAX_BYTES + 1];
        value[5] = 7;

        ProducerRecord<byte[], byte[]> letter =
                letter(new Foreign(ForeignReason.LENGTH, 0, 0, 0, value, value));

        assertThat(letter.value()).hasSize(DeadLetterWriter.MAX_BYTES).startsWith(0, 0, 0, 0, 0, 7);
        assertThat(letter.key()).hasSize(DeadLetterWriter.MAX_BYTES);
        assertThat(headers(letter)).containsEntry("weir.cut-from", "" + value.length);
    }

    private ProducerRecord<byte[], byte[]> letter(Foreign foreign) {
        return writer.serialize(foreign, null, 0L);
    }

    private static Map<String, String> headers(ProducerRecord<byte[], byte[]> letter) {
        Map<String, String> headers = new LinkedHashMap<>();
        letter.headers()
                .forEach(
                        header ->
                                headers.put(
                                        header.key(),
                                        new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }
}
