package io.weir.job.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The brokers, the topic between collector and analysis, and what goes to Kafka beside it.
 *
 * @param bootstrapServers brokers to ask first, each HOST:PORT; null if not given, which only a job
 *     without Kafka allows
 * @param rawTopic holds the datagrams
 * @param deadLetterTopic takes what stands in the raw topic and is not ours
 * @param createTopics whether missing topics are created
 * @param partitions of a raw topic that is created
 * @param replication of a topic that is created
 * @param partitionRefresh how often added partitions are looked for
 * @param outage how long brokers may be out of reach before the job fails
 * @param bufferBytes what each writing subtask holds while they are
 * @param group the consumer group of the analysis
 * @param start where it begins to read
 * @param propertiesFile further properties of the Kafka clients; null if there are none
 * @param sinks how streams are written
 */
public record KafkaConfiguration(
        List<String> bootstrapServers,
        String rawTopic,
        String deadLetterTopic,
        boolean createTopics,
        int partitions,
        int replication,
        Duration partitionRefresh,
        Duration outage,
        long bufferBytes,
        String group,
        KafkaStart start,
        String propertiesFile,
        KafkaSinksConfiguration sinks)
        implements Serializable {

    static final Key<List<String>> BOOTSTRAP_SERVERS =
            Key.withoutDefault(
                    "kafka.bootstrap-servers",
                    ValueType.listOf(ValueType.hostAndPort()),
                    "Brokers to ask first; needed by the roles `collector` and `analysis`, and by"
                            + " streams that go to Kafka.");

    static final Key<String> RAW_TOPIC =
            Key.of(
                    "kafka.raw-topic",
                    ValueType.kafkaTopic(),
                    "weir-raw",
                    "Topic of the datagrams, from the collector to the analysis.");

    static final Key<String> DEAD_LETTER_TOPIC =
            Key.of(
                    "kafka.dead-letter-topic",
                    ValueType.kafkaTopic(),
                    "weir-dead-letters",
                    "Topic that takes what the analysis finds in the raw topic and no collector"
                            + " wrote.");

    static final Key<Boolean> CREATE_TOPICS =
            Key.of(
                    "kafka.create-topics",
                    ValueType.bool(),
                    "true",
                    "Whether a topic that is missing when the job starts is created.");

    static final Key<Integer> PARTITIONS =
            Key.of(
                    "kafka.partitions",
                    ValueType.integer(1, 10_000),
                    "8",
                    "Partitions of the raw topic if it is created; so many subtasks can read it at"
                            + " once.");

    static final Key<Integer> REPLICATION =
            Key.of(
                    "kafka.replication",
                    ValueType.integer(1, 100),
                    "1",
                    "Copies that the brokers keep of a topic that is created; 3 where they are at"
                            + " least three.");

    static final Key<Duration> PARTITION_REFRESH =
            Key.of(
                    "kafka.partition-refresh",
                    ValueType.duration("1s", "1h"),
                    "30s",
                    "How often collector and analysis look for partitions that were added to the"
                            + " raw topic.");

    static final Key<Duration> OUTAGE =
            Key.of(
                    "kafka.outage",
                    ValueType.duration("1m", "20d"),
                    "1h",
                    "How long the brokers may be out of reach before the job fails and restarts.");

    static final Key<Long> BUFFER =
            Key.of(
                    "kafka.buffer",
                    ValueType.bytes("1MiB", "16GiB"),
                    "64MiB",
                    "Records that each writing subtask holds while the brokers are out of reach or"
                            + " slow; then the input waits, and `listen.queue` fills.");

    static final Key<String> GROUP =
            Key.of(
                    "kafka.group",
                    ValueType.text(),
                    "weir",
                    "Consumer group under which the analysis keeps how far it has read.");

    static final Key<KafkaStart> START =
            Key.of(
                    "kafka.start",
                    ValueType.oneOf(KafkaStart.class),
                    "committed",
                    "Where the analysis begins when it has no savepoint: where its group had got"
                            + " to, at the oldest record, or at what comes from now on.");

    static final Key<String> PROPERTIES_FILE =
            Key.withoutDefault(
                    "kafka.properties-file",
                    ValueType.filePath(),
                    "File of Java properties for all Kafka clients, such as `security.protocol` and"
                            + " `sasl.jaas.config`. Where a cluster runs the job, each TaskManager"
                            + " needs it at this path; secrets are read there and never shown.");

    static final List<Key<?>> KEYS =
            Stream.concat(
                            Stream.<Key<?>>of(
                                    BOOTSTRAP_SERVERS,
                                    RAW_TOPIC,
                                    DEAD_LETTER_TOPIC,
                                    CREATE_TOPICS,
                                    PARTITIONS,
                                    REPLICATION,
                                    PARTITION_REFRESH,
                                    OUTAGE,
                                    BUFFER,
                                    GROUP,
                                    START,
                                    PROPERTIES_FILE),
                            KafkaSinksConfiguration.KEYS.stream())
                    .toList();

    static KafkaConfiguration from(
            Settings settings, PipelineConfiguration pipeline, StreamsConfiguration streams) {
        boolean given = settings.isGiven(BOOTSTRAP_SERVERS);
        if (pipeline.role().usesKafka() && !given) {
            settings.refuse(
                    String.format(
                            "%s: is missing, and %s needs it; give it as HOST:PORT, or set"
                                    + " %s to all-in-one.",
                            BOOTSTRAP_SERVERS.name(),
                            PipelineConfiguration.ROLE.name(),
                            PipelineConfiguration.ROLE.name()));
        }
        KafkaConfiguration kafka =
                new KafkaConfiguration(
                        settings.get(BOOTSTRAP_SERVERS),
                        settings.get(RAW_TOPIC),
                        settings.get(DEAD_LETTER_TOPIC),
                        settings.get(CREATE_TOPICS),
                        settings.get(PARTITIONS),
                        settings.get(REPLICATION),
                        settings.get(PARTITION_REFRESH),
                        settings.get(OUTAGE),
                        settings.get(BUFFER),
                        settings.get(GROUP),
                        settings.get(START),
                        settings.get(PROPERTIES_FILE),
                        KafkaSinksConfiguration.from(settings));
        if (kafka.rawTopic.equals(kafka.deadLetterTopic)) {
            settings.refuse(
                    String.format(
                            "%s and %s: both are '%s'; dead letters need a topic of their own.",
                            RAW_TOPIC.name(), DEAD_LETTER_TOPIC.name(), kafka.rawTopic));
        }
        kafka.refuseWrongSinks(settings, pipeline, streams.to(SinkKind.KAFKA), given);
        return kafka;
    }

    private void refuseWrongSinks(
            Settings settings,
            PipelineConfiguration pipeline,
            List<DocumentStream> streams,
            boolean serversGiven) {
        if (!pipeline.role().usesKafka() && !streams.isEmpty() && !serversGiven) {
            settings.refuse(
                    String.format(
                            "%s: is missing, and %s needs it; give it as HOST:PORT.",
                            BOOTSTRAP_SERVERS.name(),
                            StreamsConfiguration.key(streams.get(0), SinkKind.KAFKA).name()));
        }
        for (DocumentStream stream : streams) {
            String topic = sinks.topic(stream);
            if (topic.equals(rawTopic) || topic.equals(deadLetterTopic)) {
                settings.refuse(
                        String.format(
                                "%s: the topic '%s' has another use; change it, %s or %s.",
                                KafkaSinksConfiguration.TOPIC_PREFIX.name(),
                                topic,
                                RAW_TOPIC.name(),
                                DEAD_LETTER_TOPIC.name()));
            }
        }
        if (streams.stream().anyMatch(sinks::isTransactional)
                && pipeline.checkpointInterval().isZero()) {
            settings.refuse(
                    String.format(
                            "%s: exactly-once needs checkpoints, and %s is 0s; give an interval, or"
                                    + " at-least-once.",
                            KafkaSinksConfiguration.DELIVERY.name(),
                            PipelineConfiguration.CHECKPOINT_INTERVAL.name()));
        }
    }

    /**
     * How long a transaction may be open. It begins at a checkpoint, is closed at the next and
     * committed when that is complete; brokers may be away meanwhile.
     */
    public Duration transactionTimeout(PipelineConfiguration pipeline) {
        return outage.plus(pipeline.checkpointInterval().multipliedBy(2));
    }

    /** The brokers to ask first, as Kafka's clients take them. */
    public String servers() {
        return String.join(",", bootstrapServers);
    }
}
