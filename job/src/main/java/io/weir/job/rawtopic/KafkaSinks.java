package io.weir.job.rawtopic;

import io.weir.job.config.KafkaConfiguration;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The sinks that write to Kafka, and their names, by which their metrics are found. */
public final class KafkaSinks {

    public static final String RAW_DATAGRAMS = "raw datagrams to Kafka";
    public static final String DEAD_LETTERS = "dead letters to Kafka";

    private KafkaSinks() {}

    /** A sink that writes what follows the newest checkpoint again after a failure of the job. */
    public static <T> KafkaSink<T> of(
            KafkaConfiguration kafka, KafkaRecordSerializationSchema<T> records) {
        return KafkaSink.<T>builder()
                .setKafkaProducerConfig(KafkaClients.producer(kafka))
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(records)
                .build();
    }

    /**
     * A sink that writes everything once, in a transaction from checkpoint to checkpoint.
     *
     * @param idPrefix what the ids of its transactions begin with, no other sink's
     * @param timeout after which the brokers abort a transaction
     */
    public static <T> KafkaSink<T> transactional(
            KafkaConfiguration kafka,
            KafkaRecordSerializationSchema<T> records,
            String idPrefix,
            Duration timeout) {
        Properties producer = KafkaClients.producer(kafka);
        producer.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, String.valueOf(timeout.toMillis()));
        return KafkaSink.<T>builder()
                .setKafkaProducerConfig(producer)
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(idPrefix)
                .setRecordSerializer(records)
                .build();
    }
}
