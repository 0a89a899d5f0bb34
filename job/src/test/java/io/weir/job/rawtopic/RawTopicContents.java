package io.weir.job.rawtopic;

import io.weir.job.rawtopic.RawRecord.Heartbeat;
import io.weir.job.rawtopic.RawRecord.Received;
import io.weir.udp.Datagram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All that stands in a topic, by partition, in order. */
record RawTopicContents(Map<Integer, List<ConsumerRecord<byte[], byte[]>>> partitions) {

    private static final Duration POLL = Duration.ofMillis(100);

    static RawTopicContents read(KafkaBroker broker, String topic) {
        Map<Integer, List<ConsumerRecord<byte[], byte[]>>> found = new HashMap<>();
        Properties properties = broker.clientProperties();
        try (var consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(partition -> new TopicPartition(topic, partition.partition()))
                            .toList();
            partitions.forEach(partition -> found.put(partition.partition(), new ArrayList<>()));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(record -> found.get(record.partition()).add(record));
            }
        }
        return new RawTopicContents(found);
    }

    Stream<RawRecord> records(int partition) {
        return partitions.get(partition).stream().map(RawRecordFormat::read);
    }

    Stream<Datagram> datagrams(int partition) {
        return records(partition)
                .filter(Received.class::isInstance)
                .map(record -> ((Received) record).datagram());
    }

    Stream<Heartbeat> heartbeats(int partition) {
        return records(partition).filter(Heartbeat.class::isInstance).map(Heartbeat.class::cast);
    }

    long datagramCount() {
        return partitions.keySet().stream().mapToLong(p -> datagrams(p).count()).sum();
    }

    Set<Long> writers() {
        return partitions.keySet().stream()
                .flatMap(this::heartbeats)
                .map(Heartbeat::writer)
                .collect(Collectors.toSet());
    }
}
