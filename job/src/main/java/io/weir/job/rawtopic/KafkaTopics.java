package io.weir.job.rawtopic;

import io.weir.job.config.KafkaConfiguration;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics on the brokers. Thread-safe. */
public final class KafkaTopics implements AutoCloseable {

    /** What {@link #partitions} gives for a topic that is not there. */
    public static final int MISSING = 0;

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(1);
    private static final Duration REMINDER_INTERVAL = Duration.ofSeconds(30);

    /** The key of the brokers' configuration. */
    private static final String LONGEST_TRANSACTION = "transaction.max.timeout.ms";

    private final KafkaConfiguration kafka;
    private final Admin admin;

    private KafkaTopics(KafkaConfiguration kafka, Admin admin) {
        this.kafka = kafka;
        this.admin = admin;
    }

    /** Prepares to ask the brokers; does not reach them yet. */
    public static KafkaTopics connect(KafkaConfiguration kafka) {
        return new KafkaTopics(kafka, Admin.create(KafkaClients.admin(kafka)));
    }

    /**
     * The number of a topic's partitions; {@link #MISSING} if there is no such topic.
     *
     * @throws KafkaUnavailableException if the brokers do not tell
     */
    public int partitions(String topic) throws KafkaUnavailableException, InterruptedException {
        try {
            return await(admin.describeTopics(List.of(topic)).allTopicNames())
                    .get(topic)
                    .partitions()
                    .size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return MISSING;
            }
            throw unavailable(e.getCause());
        }
    }

    /**
     * The longest time-out that all brokers that answer allow a transaction.
     *
     * @throws KafkaUnavailableException if the brokers do not tell
     */
    public Duration longestTransaction() throws KafkaUnavailableException, InterruptedException {
        try {
            List<ConfigResource> brokers =
                    await(admin.describeCluster().nodes()).stream()
                            .map(
                                    node ->
                                            new ConfigResource(
                                                    ConfigResource.Type.BROKER, node.idString()))
                            .toList();
            return await(admin.describeConfigs(brokers).all()).values().stream()
                    .map(broker -> broker.get(LONGEST_TRANSACTION).value())
                    .map(millis -> Duration.ofMillis(Long.parseLong(millis)))
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
        } catch (ExecutionException e) {
            throw unavailable(e.getCause());
        }
    }

    /**
     * Waits, however long it takes, until the brokers answer, and makes sure that a topic is there.
     *
     * @param partitions how many it gets if it is created
     * @param onWaiting told at once, and then every 30 s, what is waited for
     * @param stopped asked about once a second whether to give up
     * @return the number of partitions that it has, or {@link #MISSING} if stopped
     * @throws KafkaUnavailableException if waiting longer cannot help, or the topic is missing and
     *     not to be created
     */
    public int require(
            String topic, int partitions, Consumer<String> onWaiting, BooleanSupplier stopped)
            throws KafkaUnavailableException, InterruptedException {
        long nextReminder = System.nanoTime();
        while (!stopped.getAsBoolean()) {
            try {
                return findOrCreate(topic, partitions);
            } catch (KafkaUnavailableException e) {
                if (!e.isTransient()) {
                    throw e;
                }
                if (System.nanoTime() - nextReminder >= 0) {
                    nextReminder += REMINDER_INTERVAL.toNanos();
                    onWaiting.accept(e.getMessage() + " Waiting for it.");
                }
            }
            Thread.sleep(RETRY_INTERVAL.toMillis());
        }
        return MISSING;
    }

    private int findOrCreate(String topic, int partitions)
            throws KafkaUnavailableException, InterruptedException {
        int found = partitions(topic);
        if (found != MISSING) {
            return found;
        }
        if (!kafka.createTopics()) {
            throw new KafkaUnavailableException(
                    "Kafka "
                            + kafka.servers()
                            + " has no topic "
                            + topic
                            + "; create it, or set kafka.create-topics to true.",
                    false,
                    null);
        }
        create(topic, partitions);
        return partitions;
    }

    private void create(String topic, int partitions)
            throws KafkaUnavailableException, InterruptedException {
        try {
            NewTopic wanted = new NewTopic(topic, partitions, (short) kafka.replication());
            await(admin.createTopics(List.of(wanted)).all());
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw unavailable(e.getCause());
            }
        }
    }

    private <T> T await(KafkaFuture<T> answer)
            throws ExecutionException, KafkaUnavailableException, InterruptedException {
        try {
            return answer.get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw unavailable(e);
        }
    }

    private KafkaUnavailableException unavailable(Throwable cause) {
        boolean silent =
                cause instanceof TimeoutException
                        || cause instanceof org.apache.kafka.common.errors.TimeoutException;
        boolean retriable = silent || cause instanceof RetriableException;
        String message =
                silent
                        ? String.format(
                                "Kafka %s does not answer; start it, or change"
                                        + " kafka.bootstrap-servers.",
                                kafka.servers())
                        : String.format(
                                "Kafka %s refuses: %s (%s); see kafka.properties-file.",
                                kafka.servers(),
                                cause.getMessage(),
                                cause.getClass().getSimpleName());
        return new KafkaUnavailableException(message, retriable, cause);
    }

    /** What is wrong with the clients' properties, in one sentence without any of their values. */
    public static String describe(KafkaException wrongProperties) {
        Throwable root = wrongProperties;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return "The properties of the Kafka clients are wrong: "
                + root.getMessage()
                + "; see kafka.properties-file.";
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
