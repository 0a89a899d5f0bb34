package io.weir.job.rawtopic;

import io.weir.job.config.ConfigurationException;
import io.weir.job.config.KafkaConfiguration;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/**
 * The properties of each kind of Kafka client: ours, over them those of the user's file, over both
 * what the job's promises rest on.
 *
 * <p>Values that may be secret do not travel with the job: in their place stands where they are in
 * the file, and the client reads them where it runs.
 */
final class KafkaClients {

    private static final Pattern MAY_BE_SECRET = Pattern.compile("(sasl|ssl|security)[.].*");
    private static final String ADMIN_TIMEOUT_MILLIS = "5000";
    private static final String REQUEST_TIMEOUT_MILLIS = "30000";
    private static final String BATCH_BYTES = String.valueOf(256 << 10);
    private static final String LINGER_MILLIS = "20";
    private static final String POLLED_RECORDS = "5000";

    private KafkaClients() {}

    static Properties admin(KafkaConfiguration kafka) {
        Properties properties = new Properties();
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MILLIS);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MILLIS);
        addFile(kafka, properties);
        addServers(kafka, properties);
        return properties;
    }

    /**
     * A producer that holds out until the brokers are back: it fails a record only after {@code
     * kafka.outage}, and blocks whoever hands it another one while its buffer is full.
     */
    static Properties producer(KafkaConfiguration kafka) {
        String refresh = String.valueOf(kafka.partitionRefresh().toMillis());
        Properties properties = new Properties();
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        properties.put(ProducerConfig.METADATA_MAX_AGE_CONFIG, refresh);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
        addFile(kafka, properties);
        String outage = String.valueOf(kafka.outage().toMillis());
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, String.valueOf(kafka.bufferBytes()));
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, outage);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, outage);
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        addServers(kafka, properties);
        return properties;
    }

    static Properties consumer(KafkaConfiguration kafka) {
        String refresh = String.valueOf(kafka.partitionRefresh().toMillis());
        Properties properties = new Properties();
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLLED_RECORDS);
        // What the source asks the brokers for itself must not fail the job while they are away.
        properties.put(
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                String.valueOf(kafka.outage().toMillis()));
        addFile(kafka, properties);
        properties.put(KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(), refresh);
        addServers(kafka, properties);
        return properties;
    }

    private static void addServers(KafkaConfiguration kafka, Properties properties) {
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.servers());
    }

    private static void addFile(KafkaConfiguration kafka, Properties properties) {
        if (kafka.propertiesFile() == null) {
            return;
        }
        Properties given = read(Path.of(kafka.propertiesFile()));
        for (String name : given.stringPropertyNames()) {
            properties.put(
                    name,
                    MAY_BE_SECRET.matcher(name).matches()
                            ? "${file:" + kafka.propertiesFile() + ":" + name + "}"
                            : given.getProperty(name));
        }
        properties.put("config.providers", "file");
        properties.put("config.providers.file.class", FileConfigProvider.class.getName());
    }

    private static Properties read(Path file) {
        Properties properties = new Properties();
        try (Reader content = Files.newBufferedReader(file)) {
            properties.load(content);
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationException(
                    List.of(
                            String.format(
                                    "kafka.properties-file: %s cannot be read (%s); name a file of"
                                            + " Java properties that this user can read.",
                                    file, e.getClass().getSimpleName())));
        }
    }
}
