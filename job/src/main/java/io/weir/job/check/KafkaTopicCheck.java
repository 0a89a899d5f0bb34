package io.weir.job.check;

import io.weir.job.config.ConfigurationException;
import io.weir.job.config.KafkaConfiguration;
import io.weir.job.rawtopic.KafkaTopics;
import io.weir.job.rawtopic.KafkaUnavailableException;
import org.apache.kafka.common.KafkaException;

/** Whether the brokers answer and have a topic, and with how many partitions. */
record KafkaTopicCheck(String topic, KafkaConfiguration kafka) implements Check {

    @Override
    public Finding perform() throws InterruptedException {
        String what = "Kafka " + kafka.servers() + " topic " + topic;
        try (KafkaTopics topics = KafkaTopics.connect(kafka)) {
            int partitions = topics.partitions(topic);
            if (partitions != KafkaTopics.MISSING) {
                return Finding.ok(what, partitions + " partitions.");
            }
            return kafka.createTopics()
                    ? Finding.ok(what, "is missing; the job creates it.")
                    : Finding.failed(
                            what, "is missing; create it, or set kafka.create-topics to true.");
        } catch (KafkaUnavailableException | ConfigurationException e) {
            return Finding.failed(what, e.getMessage());
        } catch (KafkaException e) {
            return Finding.failed(what, KafkaTopics.describe(e));
        }
    }
}
