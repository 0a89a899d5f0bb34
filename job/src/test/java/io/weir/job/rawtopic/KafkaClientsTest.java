package io.weir.job.rawtopic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.job.config.ConfigurationException;
import io.weir.job.config.KafkaConfiguration;
import io.weir.job.config.WeirConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaClientsTest {

    private static final String JAAS =
            "org.apache.kafka.common.security.plain.PlainLoginModule required"
                    + " username=\"weir\" password=\"hunter2\";";

    @TempDir private Path folder;

    @Test
    void producerHoldsOutAsLongAsConfigured() throws IOException {
        Properties producer = KafkaClients.producer(kafka("", "kafka.outage=2h"));

        assertThat(producer)
                .containsEntry("delivery.timeout.ms", "7200000")
                .containsEntry("max.block.ms", "7200000")
                .containsEntry("enable.idempotence", "true")
                .containsEntry("acks", "all");
    }

    @Test
    void fileOverridesWhatNoPromiseRestsOn() throws IOException {
        Properties producer =
                KafkaClients.producer(
                        kafka(
                                """
                                linger.ms=5
                                compression.type=zstd
                                acks=0
                                bootstrap.servers=elsewhere:1
                                """));

        assertThat(producer)
                .containsEntry("linger.ms", "5")
                .containsEntry("compression.type", "zstd")
                .containsEntry("acks", "all")
                .containsEntry("bootstrap.servers", "127.0.0.1:9092");
    }

    @Test
    void secretsAreReadWhereTheClientRuns() throws IOException {
        KafkaConfiguration kafka =
                kafka("security.protocol=SASL_SSL\nsasl.jaas.config=" + JAAS + "\n");

        for (Properties properties :
                List.of(
                        KafkaClients.producer(kafka),
                        KafkaClients.consumer(kafka),
                        KafkaClients.admin(kafka))) {
            assertThat(properties.toString()).doesNotContain("hunter2");
        }
        Properties producer = KafkaClients.producer(kafka);
        producer.put("key.serializer", "org.apache.kafka.common.serialization.BytesSerializer");
        producer.put("value.serializer", "org.apache.kafka.common.serialization.BytesSerializer");
        ProducerConfig client = new ProducerConfig(producer);
        assertThat(client.getString("security.protocol")).isEqualTo("SASL_SSL");
        assertThat(client.getPassword("sasl.jaas.config")).isEqualTo(new Password(JAAS));
    }

    @Test
    void missingFileIsNamed() {
        KafkaConfiguration kafka = configuration("kafka.properties-file=" + folder + "/none");

        assertThatThrownBy(() -> KafkaClients.admin(kafka))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("kafka.properties-file: " + folder + "/none cannot be")
                .hasMessageContaining("NoSuchFileException");
    }

    private KafkaConfiguration kafka(String properties, String... assignments) throws IOException {
        Path file = Files.writeString(folder.resolve("kafka.properties"), properties);
        List<String> all = new ArrayList<>(List.of(assignments));
        all.add("kafka.properties-file=" + file);
        return configuration(all.toArray(String[]::new));
    }

    private static KafkaConfiguration configuration(String... assignments) {
        List<String> all = new ArrayList<>(List.of(assignments));
        all.add("kafka.bootstrap-servers=127.0.0.1:9092");
        return WeirConfiguration.load(Optional.empty(), all, Map.of()).kafka();
    }
}
