package io.weir.job.rawtopic;

import io.weir.job.config.KafkaConfiguration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;

/** The sinks that write to Kafka, and their names, by which their metrics are found. */
public final class KafkaSinks {

    public static final String RAW_DATAGRAMS = "raw datagrams to Kafka";
    public static final String DEAD_LETTERS = "dead letters to Kafka";

    private KafkaSinks() {}

    static <T> KafkaSink<T> of(
            KafkaConfiguration kafka, KafkaRecordSerializationSchema<T> records) {
        return KafkaSink.<T>builder()
                .setKafkaProducerConfig(KafkaClients.producer(kafka))
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(records)
                .build();
    }
}
