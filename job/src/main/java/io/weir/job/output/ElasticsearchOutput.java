package io.weir.job.output;

import io.weir.job.config.DocumentStream;
import io.weir.job.config.ElasticsearchConfiguration;
import io.weir.job.config.SinkKind;
import io.weir.job.config.StreamsConfiguration;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.documents.AlertDocuments;
import io.weir.job.documents.ConversationDocuments;
import io.weir.job.documents.ExporterDocuments;
import io.weir.job.documents.RollupDocuments;
import io.weir.job.documents.TopNDocuments;
import io.weir.job.elasticsearch.bulk.BulkLimits;
import io.weir.job.elasticsearch.bulk.DocumentEmitter;
import io.weir.job.elasticsearch.bulk.ElasticsearchSink;
import io.weir.job.elasticsearch.bulk.SpillLimits;
import io.weir.job.elasticsearch.bulk.WhenFull;
import io.weir.job.pipeline.PipelineStreams;
import java.time.Duration;
import javax.annotation.Nullable;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Writes the streams that are configured to Elasticsearch 7. */
public final class ElasticsearchOutput implements Output {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final ElasticsearchConfiguration configuration;
    private final StreamsConfiguration streamsConfiguration;
    private final FlowIdentity flowIdentity;
    private final WhenFull whenFull;

    private ElasticsearchOutput(
            WeirConfiguration configuration, FlowIdentity flowIdentity, WhenFull whenFull) {
        this.configuration = configuration.elasticsearch();
        streamsConfiguration = configuration.streams();
        this.flowIdentity = flowIdentity;
        this.whenFull = whenFull;
    }

    /**
     * For an input that cannot wait and gives nothing twice: a full buffer costs documents, so that
     * the network's buffers do not overflow.
     */
    public static ElasticsearchOutput behindNetwork(WeirConfiguration configuration) {
        return new ElasticsearchOutput(configuration, new GeneratedIds(), WhenFull.DROP);
    }

    /** For an input that can wait and gives again what was not finished. */
    public static ElasticsearchOutput behindReplay(WeirConfiguration configuration) {
        return new ElasticsearchOutput(configuration, new RecordIds(), WhenFull.WAIT);
    }

    @Override
    public void attach(PipelineStreams streams) {
        for (DocumentStream stream : streamsConfiguration.to(SinkKind.ELASTICSEARCH)) {
            switch (stream) {
                case FLOWS -> attach(stream, streams.flows(), flows());
                case ROLLUPS -> attach(stream, streams.rollups(), revised(RollupDocuments::new));
                case TOPN -> attach(stream, streams.topN(), revised(TopNDocuments::new));
                case CONVERSATIONS ->
                        attach(
                                stream,
                                streams.conversations().orElseThrow(),
                                revised(ConversationDocuments::new));
                case ALERTS -> attach(stream, streams.alerts(), revised(AlertDocuments::new));
                case EXPORTERS ->
                        attach(stream, streams.exporters(), revised(ExporterDocuments::new));
            }
        }
    }

    private <T> void attach(
            DocumentStream stream, DataStream<T> elements, DocumentEmitter<T> emitter) {
        String name = stream.spelling();
        elements.sinkTo(new ElasticsearchSink<>(name, configuration, limits(stream), emitter))
                .name(SinkKind.ELASTICSEARCH.sinkOf(stream))
                .uid(name + "-to-elasticsearch");
    }

    private FlowEmitter flows() {
        return new FlowEmitter(
                configuration.indexPrefix(),
                streamsConfiguration.form(SinkKind.ELASTICSEARCH),
                flowIdentity);
    }

    private <T> RevisedDocumentEmitter<T> revised(RevisedDocumentEmitter.Factory<T> documents) {
        return new RevisedDocumentEmitter<>(configuration.indexPrefix(), documents);
    }

    private BulkLimits limits(DocumentStream stream) {
        return new BulkLimits(
                        configuration.bulkActions(),
                        configuration.bulkSizeBytes(),
                        configuration.flushInterval(),
                        configuration.bulkConcurrency(),
                        configuration.bufferBytes(),
                        whenFull,
                        FIRST_PAUSE,
                        LONGEST_PAUSE)
                .withSpill(spill(stream));
    }

    /** What can wait needs no disk. Flows are the most, and leave room on it for all others. */
    @Nullable
    private SpillLimits spill(DocumentStream stream) {
        if (configuration.spillDir() == null || whenFull == WhenFull.WAIT) {
            return null;
        }
        long leftFree = stream == DocumentStream.FLOWS ? configuration.spillBytes() : 0;
        return new SpillLimits(configuration.spillDir(), configuration.spillBytes(), leftFree);
    }
}
