package io.weir.job.config;

import java.io.Serializable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What goes to Kafka beside Elasticsearch.
 *
 * @param formats of each stream; {@link MessageFormat#OFF} for those that stay away
 * @param topicPrefix what the name of each topic begins with
 * @param partitions of a topic that is created
 * @param delivery of the streams that can wait; alerts are always at-least-once
 */
public record KafkaSinksConfiguration(
        Map<MessageStream, MessageFormat> formats,
        String topicPrefix,
        int partitions,
        MessageDelivery delivery)
        implements Serializable {

    /** In the order of the reference page. */
    static final Map<MessageStream, Key<MessageFormat>> FORMATS =
            Collections.unmodifiableMap(
                    new EnumMap<>(
                            Map.of(
                                    MessageStream.FLOWS,
                                    format("kafka.sinks.flows", "Flows"),
                                    MessageStream.ALERTS,
                                    format("kafka.sinks.alerts", "Alerts"),
                                    MessageStream.TOPN,
                                    format("kafka.sinks.topn", "Top-N"),
                                    MessageStream.EXPORTERS,
                                    format("kafka.sinks.exporters", "What exporters did"))));

    static final Key<String> TOPIC_PREFIX =
            Key.of(
                    "kafka.sinks.topic-prefix",
                    ValueType.kafkaTopic(),
                    "weir",
                    "What the topics of messages begin with, as in `weir-flows` and"
                            + " `weir-alerts`.");

    static final Key<Integer> PARTITIONS =
            Key.of(
                    "kafka.sinks.partitions",
                    ValueType.integer(1, 10_000),
                    "8",
                    "Partitions of a topic of messages if it is created.");

    static final Key<MessageDelivery> DELIVERY =
            Key.of(
                    "kafka.sinks.delivery",
                    ValueType.oneOf(MessageDelivery.class),
                    "at-least-once",
                    "How often messages are in their topics after a failure of the job."
                            + " `exactly-once` takes transactions: messages wait for a checkpoint."
                            + " Alerts do not wait: they are `at-least-once` either way.");

    static final List<Key<?>> KEYS =
            Stream.concat(
                            FORMATS.values().stream(),
                            Stream.<Key<?>>of(TOPIC_PREFIX, PARTITIONS, DELIVERY))
                    .toList();

    private static final int LONGEST_TOPIC = 249;

    public KafkaSinksConfiguration {
        EnumMap<MessageStream, MessageFormat> all = new EnumMap<>(MessageStream.class);
        for (MessageStream stream : MessageStream.values()) {
            all.put(stream, formats.getOrDefault(stream, MessageFormat.OFF));
        }
        formats = Collections.unmodifiableMap(all);
    }

    private static Key<MessageFormat> format(String name, String what) {
        return Key.of(
                name,
                ValueType.oneOf(MessageFormat.class),
                "off",
                what
                        + " as messages in Kafka: `json`, the documents that Elasticsearch gets, or"
                        + " `protobuf`.");
    }

    static KafkaSinksConfiguration from(Settings settings) {
        Map<MessageStream, MessageFormat> formats = new EnumMap<>(MessageStream.class);
        FORMATS.forEach((stream, key) -> formats.put(stream, settings.get(key)));
        KafkaSinksConfiguration sinks =
                new KafkaSinksConfiguration(
                        formats,
                        settings.get(TOPIC_PREFIX),
                        settings.get(PARTITIONS),
                        settings.get(DELIVERY));
        int longest = sinks.topic(MessageStream.EXPORTERS).length();
        if (longest > LONGEST_TOPIC) {
            settings.refuse(
                    String.format(
                            "%s: is %d characters too long for the names of topics.",
                            TOPIC_PREFIX.name(), longest - LONGEST_TOPIC));
        }
        return sinks;
    }

    /** The streams that go to Kafka. */
    public List<MessageStream> streams() {
        return formats.keySet().stream()
                .filter(stream -> formats.get(stream) != MessageFormat.OFF)
                .toList();
    }

    /** Where the messages of a stream go. */
    public String topic(MessageStream stream) {
        return topicPrefix + "-" + stream.spelling();
    }

    /** Whether any stream goes to Kafka. */
    public boolean isEnabled() {
        return !streams().isEmpty();
    }

    /** Whether the messages of a stream are written in transactions. */
    public boolean isTransactional(MessageStream stream) {
        return delivery == MessageDelivery.EXACTLY_ONCE && stream.canWait();
    }

    /** Whether the messages of any stream are. */
    public boolean usesTransactions() {
        return streams().stream().anyMatch(this::isTransactional);
    }
}
