package io.weir.job.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.config.WeirConfiguration;
import io.weir.job.rawtopic.KafkaBroker;
import io.weir.job.rawtopic.KafkaBrokerExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A broker as it comes aborts transactions after 15 minutes. */
@ExtendWith(KafkaBrokerExtension.class)
@Timeout(60)
class TransactionTimeoutCheckIT {

    @Test
    void namesTheCureWhereBrokersAbortTooEarly(KafkaBroker broker) throws Exception {
        Finding finding = check(broker, "kafka.outage=1h");

        assertThat(finding.isFailure()).isTrue();
        assertThat(finding.detail())
                .isEqualTo(
                        "the brokers abort them after 15 min (transaction.max.timeout.ms), but"
                                + " kafka.outage and two times pipeline.checkpoint-interval are 60"
                                + " min 20 s; lower kafka.outage to 880s, set"
                                + " transaction.max.timeout.ms of the brokers to 3620000, or"
                                + " kafka.sinks.delivery to at-least-once.");
        assertThat(check(broker, "kafka.outage=880s").toString())
                .isEqualTo(
                        "ok     Kafka %s transactions: up to 15 min, needed are 15 min."
                                .formatted(broker.server()));
    }

    private static Finding check(KafkaBroker broker, String outage) throws InterruptedException {
        WeirConfiguration configuration =
                broker.configuration(
                        "pipeline.role=analysis",
                        "pipeline.checkpoint-interval=10s",
                        "streams.flows.kafka=all",
                        "kafka.sinks.delivery=exactly-once",
                        outage);
        Check check =
                Check.of(configuration).stream()
                        .filter(TransactionTimeoutCheck.class::isInstance)
                        .findFirst()
                        .orElseThrow();
        return check.perform();
    }
}
