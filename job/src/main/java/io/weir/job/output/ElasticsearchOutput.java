package io.weir.job.output;

import io.weir.job.config.ElasticsearchConfiguration;
import io.weir.job.config.FlowDocuments;
import io.weir.job.pipeline.PipelineStreams;
import io.weir.operators.enrich.EnrichedFlows;
import java.net.URI;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.elasticsearch.sink.Elasticsearch7SinkBuilder;
import org.apache.flink.connector.elasticsearch.sink.ElasticsearchEmitter;
import org.apache.flink.connector.elasticsearch.sink.FlushBackoffType;
import org.apache.http.HttpHost;

/** Writes flows, Top-N, alerts and exporters with Flink's connector for Elasticsearch 7. */
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

    private static final int BACKOFF_RETRIES = 8;
    private static final long BACKOFF_MILLIS = 100;
    private static final int BYTES_PER_MEBIBYTE = 1 << 20;

    private final ElasticsearchConfiguration configuration;

    public ElasticsearchOutput(ElasticsearchConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public void attach(PipelineStreams streams) {
        String prefix = configuration.indexPrefix();
        if (configuration.flows() == FlowDocuments.ALL) {
            Sink<EnrichedFlows> flows = sink(new FlowEmitter(prefix));
            streams.flows().sinkTo(flows).name(FLOWS_SINK).uid("flows-to-elasticsearch");
        }
        streams.topTalkers()
                .sinkTo(sink(new TopTalkersEmitter(prefix)))
                .name(TOP_TALKERS_SINK)
                .uid("topn-to-elasticsearch");
        streams.alerts()
                .sinkTo(sink(new AlertEmitter(prefix)))
                .name(ALERTS_SINK)
                .uid("alerts-to-elasticsearch");
        streams.exporters()
                .sinkTo(sink(new ExporterEmitter(prefix)))
                .name(EXPORTERS_SINK)
                .uid("exporters-to-elasticsearch");
    }

    private <T> Sink<T> sink(ElasticsearchEmitter<T> emitter) {
        Elasticsearch7SinkBuilder<T> builder =
                new Elasticsearch7SinkBuilder<T>()
                        .setHosts(hosts())
                        .setEmitter(emitter)
                        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                        .setBulkFlushMaxActions(configuration.bulkActions())
                        .setBulkFlushMaxSizeMb(
                                Math.max(1, configuration.bulkSizeBytes() / BYTES_PER_MEBIBYTE))
                        .setBulkFlushInterval(configuration.flushInterval().toMillis())
                        .setBulkFlushBackoffStrategy(
                                FlushBackoffType.EXPONENTIAL, BACKOFF_RETRIES, BACKOFF_MILLIS);
        if (configuration.username() != null) {
            builder.setConnectionUsername(configuration.username())
                    .setConnectionPassword(configuration.password().reveal());
        }
        return builder.build();
    }

    private HttpHost[] hosts() {
        return configuration.urls().stream()
                .map(URI::toString)
                .map(HttpHost::create)
                .toArray(HttpHost[]::new);
    }
}
