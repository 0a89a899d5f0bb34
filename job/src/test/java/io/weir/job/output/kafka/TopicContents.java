package io.weir.job.output.kafka;

import io.weir.job.rawtopic.KafkaBroker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What consumers find in a topic. */
record TopicContents(List<ConsumerRecord<byte[], byte[]>> records) {

    private static final Duration POLL = Duration.ofMillis(100);

    /** What consumers find that leave out what is not committed. */
    static TopicContents committed(KafkaBroker broker, String topic) {
        return read(broker, topic, "read_committed");
    }

    /** What is or was there. */
    static TopicContents all(KafkaBroker broker, String topic) {
        return read(broker, topic, "read_uncommitted");
    }

    private static TopicContents read(KafkaBroker broker, String topic, String isolation) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        Properties properties = broker.clientProperties();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        try (var consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(partition -> new TopicPartition(topic, partition.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(found::add);
            }
        }
        return new TopicContents(found);
    }

    List<String> keys() {
        return records.stream().map(record -> text(record.key())).toList();
    }

    List<String> texts() {
        return records.stream().map(record -> text(record.value())).toList();
    }

    static String text(byte[] utf8) {
        return utf8 == null ? "none" : new String(utf8, StandardCharsets.UTF_8);
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return text(record.headers().lastHeader(name).value());
    }
}
