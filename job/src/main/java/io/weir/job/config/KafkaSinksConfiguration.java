package io.weir.job.config;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How streams are written to Kafka; {@link StreamsConfiguration} says which.
 *
 * @param formats of each stream
 * @param topicPrefix what the name of each topic begins with
 * @param partitions of a topic that is created
 * @param delivery of the streams that can wait; alerts are always at-least-once
 */
public record KafkaSinksConfiguration(
        Map<DocumentStream, MessageFormat> formats,
        String topicPrefix,
        int partitions,
        MessageDelivery delivery)
        implements Serializable {

    private static final Map<DocumentStream, Key<MessageFormat>> FORMATS = formatKeys();

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
        EnumMap<DocumentStream, MessageFormat> all = new EnumMap<>(DocumentStream.class);
        for (DocumentStream stream : DocumentStream.values()) {
            all.put(stream, formats.getOrDefault(stream, MessageFormat.JSON));
        }
        formats = Collections.unmodifiableMap(all);
    }

    private static Map<DocumentStream, Key<MessageFormat>> formatKeys() {
        Map<DocumentStream, Key<MessageFormat>> keys = new EnumMap<>(DocumentStream.class);
        for (DocumentStream stream : DocumentStream.values()) {
            keys.put(stream, formatKey(stream));
        }
        return keys;
    }

    private static Key<MessageFormat> formatKey(DocumentStream stream) {
        return Key.of(
                "kafka.sinks." + stream.spelling(),
                ValueType.oneOf(MessageFormat.class),
                "json",
                String.format(
                        "How %s are written where `%s` sends them to Kafka: `json`, the documents"
                                + " that Elasticsearch gets, or `protobuf`.",
                        stream.title(), StreamsConfiguration.key(stream, SinkKind.KAFKA).name()));
    }

    static KafkaSinksConfiguration from(Settings settings) {
        Map<DocumentStream, MessageFormat> formats = new EnumMap<>(DocumentStream.class);
        FORMATS.forEach((stream, key) -> formats.put(stream, settings.get(key)));
        KafkaSinksConfiguration sinks =
                new KafkaSinksConfiguration(
                        formats,
                        settings.get(TOPIC_PREFIX),
                        settings.get(PARTITIONS),
                        settings.get(DELIVERY));
        int longest =
                Arrays.stream(DocumentStream.values())
                        .mapToInt(stream -> sinks.topic(stream).length())
                        .max()
                        .orElseThrow();
        if (longest > LONGEST_TOPIC) {
            settings.refuse(
                    String.format(
                            "%s: is %d characters too long for the names of topics.",
                            TOPIC_PREFIX.name(), longest - LONGEST_TOPIC));
        }
        return sinks;
    }

    /** How the messages of a stream are written. */
    public MessageFormat format(DocumentStream stream) {
        return formats.get(stream);
    }

    /** Where the messages of a stream go. */
    public String topic(DocumentStream stream) {
        return topicPrefix + "-" + stream.spelling();
    }

    /** Whether the messages of a stream are written in transactions. */
    public boolean isTransactional(DocumentStream stream) {
        return delivery == MessageDelivery.EXACTLY_ONCE && stream.canWait();
    }
}
