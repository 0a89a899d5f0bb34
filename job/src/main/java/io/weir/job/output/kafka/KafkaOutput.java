package io.weir.job.output.kafka;

import io.weir.job.config.KafkaConfiguration;
import io.weir.job.config.KafkaSinksConfiguration;
import io.weir.job.config.MessageFormat;
import io.weir.job.config.MessageStream;
import io.weir.job.config.PipelineConfiguration;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.documents.AlertDocuments;
import io.weir.job.documents.AlertProtobuf;
import io.weir.job.documents.ExporterDocuments;
import io.weir.job.documents.ExporterProtobuf;
import io.weir.job.documents.FlowDocuments;
import io.weir.job.documents.KeyedMessage;
import io.weir.job.documents.RevisedDocuments;
import io.weir.job.documents.TopTalkersDocuments;
import io.weir.job.documents.TopTalkersProtobuf;
import io.weir.job.documents.flow.FlowProtobuf;
import io.weir.job.output.Output;
import io.weir.job.pipeline.PipelineStreams;
import io.weir.job.rawtopic.KafkaSinks;
import io.weir.operators.detect.Alert;
import io.weir.operators.exporters.ExporterNotice;
import io.weir.operators.topn.TopTalkers;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Writes the streams that are configured to Kafka, and is nothing where none is. While the brokers
 * are away it waits, and whatever is before it too.
 */
public final class KafkaOutput implements Output {

    /** The name of each stream's sink, by which its metrics are found. */
    public static final Map<MessageStream, String> SINKS =
            new EnumMap<>(
                    Map.of(
                            MessageStream.FLOWS, "flows to Kafka",
                            MessageStream.ALERTS, "alerts to Kafka",
                            MessageStream.TOPN, "Top-N to Kafka",
                            MessageStream.EXPORTERS, "exporters to Kafka"));

    /** The counter of messages that were left out, since brokers would refuse them. */
    public static final String MESSAGES_TOO_LARGE = "messagesTooLarge";

    private final KafkaConfiguration kafka;
    private final KafkaSinksConfiguration sinks;
    private final PipelineConfiguration pipeline;
    private final String documentPrefix;

    public KafkaOutput(WeirConfiguration configuration) {
        kafka = configuration.kafka();
        sinks = kafka.sinks();
        pipeline = configuration.pipeline();
        documentPrefix = configuration.elasticsearch().indexPrefix();
    }

    @Override
    public void attach(PipelineStreams streams) {
        for (MessageStream stream : sinks.streams()) {
            MessageFormat format = sinks.formats().get(stream);
            switch (stream) {
                case FLOWS -> attach(stream, streams.flows(), flows(format));
                case ALERTS -> attach(stream, streams.alerts(), alerts(format));
                case TOPN -> attach(stream, streams.topTalkers(), topTalkers(format));
                case EXPORTERS -> attach(stream, streams.exporters(), exporters(format));
            }
        }
    }

    private FlowMessages flows(MessageFormat format) {
        String prefix = documentPrefix;
        return new FlowMessages(
                format == MessageFormat.JSON
                        ? () -> new FlowDocuments(prefix)::write
                        : () -> new FlowProtobuf()::write);
    }

    private RevisedMessages<Alert> alerts(MessageFormat format) {
        return new RevisedMessages<>(
                KafkaOutput::stateMillis,
                format == MessageFormat.JSON
                        ? json(AlertDocuments::new)
                        : single(() -> new AlertProtobuf()::write));
    }

    /** Not when it was opened: what happens to an old alert would be past the topic's retention. */
    private static long stateMillis(Alert alert) {
        return Math.max(alert.openedMillis(), alert.finding().triggerReceivedMillis());
    }

    private RevisedMessages<TopTalkers> topTalkers(MessageFormat format) {
        return new RevisedMessages<>(
                TopTalkers::windowStart,
                format == MessageFormat.JSON
                        ? json(TopTalkersDocuments::new)
                        : () -> new TopTalkersProtobuf()::write);
    }

    private RevisedMessages<ExporterNotice> exporters(MessageFormat format) {
        return new RevisedMessages<>(
                ExporterNotice::timeMillis,
                format == MessageFormat.JSON
                        ? json(ExporterDocuments::new)
                        : single(() -> new ExporterProtobuf()::write));
    }

    /** Makes what writes one message of each element. */
    private interface Single<T> extends Supplier<Function<T, KeyedMessage>>, Serializable {}

    private static <T> RevisedMessages.Format<T> single(Single<T> factory) {
        return () -> {
            Function<T, KeyedMessage> writer = factory.get();
            return element -> List.of(writer.apply(element));
        };
    }

    /** Makes the documents of an index prefix. */
    private interface Documents<T> extends Function<String, RevisedDocuments<T>>, Serializable {}

    private <T> RevisedMessages.Format<T> json(Documents<T> factory) {
        String prefix = documentPrefix;
        return () -> {
            RevisedDocuments<T> documents = factory.apply(prefix);
            return element -> messages(documents, element);
        };
    }

    private static <T> List<KeyedMessage> messages(RevisedDocuments<T> documents, T element) {
        return documents.documents(element, System.currentTimeMillis()).stream()
                .map(document -> new KeyedMessage(document.id(), document.json()))
                .toList();
    }

    private <T> void attach(
            MessageStream stream, DataStream<T> elements, MessageEmitter<T> emitter) {
        String name = stream.spelling();
        elements.transform(
                        name + " as messages",
                        KafkaMessageSerializer.TYPE,
                        new MessageOperator<>(emitter))
                .uid(name + "-as-messages")
                .sinkTo(sink(stream))
                .name(SINKS.get(stream))
                .uid(name + "-to-kafka");
    }

    private KafkaSink<KafkaMessage> sink(MessageStream stream) {
        String topic = sinks.topic(stream);
        MessageRecords records = new MessageRecords(topic, stream, sinks.formats().get(stream));
        return sinks.isTransactional(stream)
                ? KafkaSinks.transactional(
                        kafka,
                        records,
                        topic + "/" + kafka.group(),
                        kafka.transactionTimeout(pipeline))
                : KafkaSinks.of(kafka, records);
    }
}
