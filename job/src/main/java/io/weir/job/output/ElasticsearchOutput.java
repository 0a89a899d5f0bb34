package io.weir.job.output;

import io.weir.job.config.ElasticsearchConfiguration;
import io.weir.job.config.FlowDocuments;
import io.weir.job.documents.AlertDocuments;
import io.weir.job.documents.ExporterDocuments;
import io.weir.job.documents.TopTalkersDocuments;
import io.weir.job.elasticsearch.bulk.BulkLimits;
import io.weir.job.elasticsearch.bulk.DocumentEmitter;
import io.weir.job.elasticsearch.bulk.ElasticsearchSink;
import io.weir.job.elasticsearch.bulk.SpillLimits;
import io.weir.job.elasticsearch.bulk.WhenFull;
import io.weir.job.pipeline.PipelineStreams;
import java.time.Duration;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Writes flows, Top-N, alerts and exporters to Elasticsearch 7. */
public final class ElasticsearchOutput implements Output {

    /** The names of the sinks, by which their metrics are found. */
    public static final String FLOWS_SINK = "flows to Elasticsearch";

    public static final String TOP_TALKERS_SINK = "Top-N to Elasticsearch";
    public static final String ALERTS_SINK = "alerts to Elasticsearch";
    public static final String EXPORTERS_SINK = "exporters to Elasticsearch";

    /** The name of each stream's sink. */
    public static final Map<String, String> SINKS =
            Map.of(
                    "flows", FLOWS_SINK,
                    "topn", TOP_TALKERS_SINK,
                    "alerts", ALERTS_SINK,
                    "exporters", EXPORTERS_SINK);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final ElasticsearchConfiguration configuration;
    private final FlowIdentity flowIdentity;
    private final WhenFull whenFull;

    private ElasticsearchOutput(
            ElasticsearchConfiguration configuration,
            FlowIdentity flowIdentity,
            WhenFull whenFull) {
        this.configuration = configuration;
        this.flowIdentity = flowIdentity;
        this.whenFull = whenFull;
    }

    /**
     * For an input that cannot wait and gives nothing twice: a full buffer costs documents, so that
     * the network's buffers do not overflow.
     */
    public static ElasticsearchOutput behindNetwork(ElasticsearchConfiguration configuration) {
        return new ElasticsearchOutput(configuration, new GeneratedIds(), WhenFull.DROP);
    }

    /** For an input that can wait and gives again what was not finished. */
    public static ElasticsearchOutput behindReplay(ElasticsearchConfiguration configuration) {
        return new ElasticsearchOutput(configuration, new RecordIds(), WhenFull.WAIT);
    }

    @Override
    public void attach(PipelineStreams streams) {
        String prefix = configuration.indexPrefix();
        if (configuration.flows() == FlowDocuments.ALL) {
            attach("flows", streams.flows(), new FlowEmitter(prefix, flowIdentity));
        }
        attach("topn", streams.topTalkers(), revised(TopTalkersDocuments::new));
        attach("alerts", streams.alerts(), revised(AlertDocuments::new));
        attach("exporters", streams.exporters(), revised(ExporterDocuments::new));
    }

    private <T> void attach(String stream, DataStream<T> elements, DocumentEmitter<T> emitter) {
        elements.sinkTo(new ElasticsearchSink<>(stream, configuration, limits(stream), emitter))
                .name(SINKS.get(stream))
                .uid(stream + "-to-elasticsearch");
    }

    private <T> RevisedDocumentEmitter<T> revised(RevisedDocumentEmitter.Factory<T> documents) {
        return new RevisedDocumentEmitter<>(configuration.indexPrefix(), documents);
    }

    private BulkLimits limits(String stream) {
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
    private SpillLimits spill(String stream) {
        if (configuration.spillDir() == null || whenFull == WhenFull.WAIT) {
            return null;
        }
        long leftFree = stream.equals("flows") ? configuration.spillBytes() : 0;
        return new SpillLimits(configuration.spillDir(), configuration.spillBytes(), leftFree);
    }
}
