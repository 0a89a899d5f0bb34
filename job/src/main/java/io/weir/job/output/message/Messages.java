package io.weir.job.output.message;

import io.weir.job.config.DocumentStream;
import io.weir.job.config.FlowForm;
import io.weir.job.config.SinkKind;
import io.weir.job.config.StreamsConfiguration;
import io.weir.job.documents.AlertDocuments;
import io.weir.job.documents.AlertProtobuf;
import io.weir.job.documents.ConversationDocuments;
import io.weir.job.documents.ConversationProtobuf;
import io.weir.job.documents.ExporterDocuments;
import io.weir.job.documents.ExporterProtobuf;
import io.weir.job.documents.FlowDocuments;
import io.weir.job.documents.KeyedMessage;
import io.weir.job.documents.RevisedDocuments;
import io.weir.job.documents.RollupDocuments;
import io.weir.job.documents.RollupProtobuf;
import io.weir.job.documents.TopNDocuments;
import io.weir.job.documents.TopNProtobuf;
import io.weir.job.documents.flow.FlowProtobuf;
import io.weir.job.pipeline.PipelineStreams;
import io.weir.operators.conversations.Conversation;
import io.weir.operators.detect.Alert;
import io.weir.operators.exporters.ExporterNotice;
import io.weir.operators.traffic.Rollup;
import io.weir.operators.traffic.TopN;
import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The streams as messages for one kind of sink, made in the chain before it. */
public final class Messages {

    private final PipelineStreams streams;
    private final StreamsConfiguration configuration;
    private final String documentPrefix;
    private final SinkKind sink;

    /**
     * @param documentPrefix what the names of indices begin with, which is in documents
     */
    public Messages(
            PipelineStreams streams,
            StreamsConfiguration configuration,
            String documentPrefix,
            SinkKind sink) {
        this.streams = streams;
        this.configuration = configuration;
        this.documentPrefix = documentPrefix;
        this.sink = sink;
    }

    /** The name of the operator that makes messages for a sink, by which its metrics are found. */
    public static String operator(DocumentStream stream, SinkKind sink) {
        return stream.title() + " as messages for " + sink.title();
    }

    /** As the documents that Elasticsearch gets. */
    public DataStream<Message> documents(DocumentStream stream) {
        FlowForm form = configuration.form(sink);
        String prefix = documentPrefix;
        return switch (stream) {
            case FLOWS ->
                    chain(
                            stream,
                            streams.flows(),
                            flows(() -> new FlowDocuments(prefix, form)::write));
            case ROLLUPS -> chain(stream, streams.rollups(), rollups(json(RollupDocuments::new)));
            case TOPN -> chain(stream, streams.topN(), topN(json(TopNDocuments::new)));
            case CONVERSATIONS ->
                    chain(
                            stream,
                            streams.conversations().orElseThrow(),
                            conversations(json(ConversationDocuments::new)));
            case ALERTS -> chain(stream, streams.alerts(), alerts(json(AlertDocuments::new)));
            case EXPORTERS ->
                    chain(stream, streams.exporters(), exporters(json(ExporterDocuments::new)));
        };
    }

    /** By the schema {@code weir.v1}. */
    public DataStream<Message> protobuf(DocumentStream stream) {
        int oneIn = configuration.form(sink).oneIn();
        return switch (stream) {
            case FLOWS ->
                    chain(stream, streams.flows(), flows(() -> new FlowProtobuf(oneIn)::write));
            case ROLLUPS ->
                    chain(
                            stream,
                            streams.rollups(),
                            rollups(single(() -> new RollupProtobuf()::write)));
            case TOPN -> chain(stream, streams.topN(), topN(() -> new TopNProtobuf()::write));
            case CONVERSATIONS ->
                    chain(
                            stream,
                            streams.conversations().orElseThrow(),
                            conversations(single(() -> new ConversationProtobuf()::write)));
            case ALERTS ->
                    chain(
                            stream,
                            streams.alerts(),
                            alerts(single(() -> new AlertProtobuf()::write)));
            case EXPORTERS ->
                    chain(
                            stream,
                            streams.exporters(),
                            exporters(single(() -> new ExporterProtobuf()::write)));
        };
    }

    private FlowMessages flows(FlowMessages.Format format) {
        return new FlowMessages(format, configuration.form(sink).oneIn());
    }

    private static RevisedMessages<Rollup> rollups(RevisedMessages.Format<Rollup> format) {
        return new RevisedMessages<>(Rollup::windowStart, format);
    }

    private static RevisedMessages<TopN> topN(RevisedMessages.Format<TopN> format) {
        return new RevisedMessages<>(TopN::windowStart, format);
    }

    private static RevisedMessages<Conversation> conversations(
            RevisedMessages.Format<Conversation> format) {
        return new RevisedMessages<>(Conversation::endMillis, format);
    }

    private static RevisedMessages<Alert> alerts(RevisedMessages.Format<Alert> format) {
        return new RevisedMessages<>(Messages::stateMillis, format);
    }

    /** Not when it was opened: what happens to an old alert would be past the topic's retention. */
    private static long stateMillis(Alert alert) {
        return Math.max(alert.openedMillis(), alert.finding().triggerReceivedMillis());
    }

    private static RevisedMessages<ExporterNotice> exporters(
            RevisedMessages.Format<ExporterNotice> format) {
        return new RevisedMessages<>(ExporterNotice::timeMillis, format);
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

    private <T> DataStream<Message> chain(
            DocumentStream stream, DataStream<T> elements, MessageEmitter<T> emitter) {
        return elements.transform(
                        operator(stream, sink),
                        MessageSerializer.TYPE,
                        new MessageOperator<>(emitter))
                .uid(stream.spelling() + "-as-messages-for-" + sink.spelling());
    }
}
