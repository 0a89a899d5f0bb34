package io.weir.job.check;

import io.weir.job.config.ConfigurationException;
import io.weir.job.config.KafkaConfiguration;
import io.weir.job.rawtopic.KafkaTopics;
import io.weir.job.rawtopic.KafkaUnavailableException;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;

/**
 * Whether the brokers allow transactions as long as the job keeps them open.
 *
 * @param wanted for an outage between two checkpoints
 */
record TransactionTimeoutCheck(KafkaConfiguration kafka, Duration wanted) implements Check {

    @Override
    public Finding perform() throws InterruptedException {
        String what = "Kafka " + kafka.servers() + " transactions";
        try (KafkaTopics topics = KafkaTopics.connect(kafka)) {
            Duration allowed = topics.longestTransaction();
            return wanted.compareTo(allowed) <= 0
                    ? Finding.ok(
                            what, "up to " + text(allowed) + ", needed are " + text(wanted) + ".")
                    : Finding.failed(what, refusal(allowed));
        } catch (KafkaUnavailableException | ConfigurationException e) {
            return Finding.failed(what, e.getMessage());
        } catch (KafkaException e) {
            return Finding.failed(what, KafkaTopics.describe(e));
        }
    }

    private String refusal(Duration allowed) {
        Duration outage = allowed.minus(wanted.minus(kafka.outage()));
        String lower =
                outage.compareTo(Duration.ofMinutes(1)) < 0
                        ? ""
                        : " lower kafka.outage to " + outage.toSeconds() + "s,";
        return String.format(
                "the brokers abort them after %s (transaction.max.timeout.ms), but kafka.outage and"
                    + " two times pipeline.checkpoint-interval are %s;%s set"
                    + " transaction.max.timeout.ms of the brokers to %d, or kafka.sinks.delivery to"
                    + " at-least-once.",
                text(allowed), text(wanted), lower, wanted.toMillis());
    }

    /** In minutes, and seconds where they do not come out even. */
    private static String text(Duration time) {
        return time.toSecondsPart() == 0
                ? time.toMinutes() + " min"
                : time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }
}
