package io.weir.job.rawtopic;

import io.weir.job.rawtopic.RawRecord.Heartbeat;
import io.weir.job.rawtopic.RawRecord.Received;
import io.weir.udp.Datagram;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Makes records of the raw topic: datagrams go to the partition of their key, which is the
 * exporter, and heartbeats to that which they are for.
 */
final class RawRecordWriter implements KafkaRecordSerializationSchema<RawRecord> {

    private static final long serialVersionUID = 1L;

    private final String topic;

    RawRecordWriter(String topic) {
        this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            RawRecord record, KafkaSinkContext context, Long timestamp) {
        if (record instanceof Received received) {
            Datagram datagram = received.datagram();
            return new ProducerRecord<>(
                    topic, RawRecordFormat.key(datagram), RawRecordFormat.value(datagram));
        }
        if (record instanceof Heartbeat heartbeat) {
            return new ProducerRecord<>(
                    topic, heartbeat.partition(), null, RawRecordFormat.value(heartbeat));
        }
        throw new IllegalArgumentException("A foreign record does not go to the raw topic.");
    }
}
