package io.weir.job.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.codec.session.SessionCounter;
import io.weir.job.WeirJob;
import io.weir.job.config.DocumentStream;
import io.weir.job.config.SinkKind;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.elasticsearch.ElasticsearchClient;
import io.weir.job.elasticsearch.bulk.SinkMetric;
import io.weir.job.elasticsearch.local.ElasticsearchExtension;
import io.weir.job.elasticsearch.local.LocalElasticsearch;
import io.weir.job.embedded.Balance;
import io.weir.job.embedded.EmbeddedJob;
import io.weir.job.embedded.JobCounters;
import io.weir.job.generate.Simulation;
import io.weir.job.generate.SimulationOptions;
import io.weir.job.input.CapturedInput;
import io.weir.job.pipeline.WeirPipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the job says of exporters, in a real Elasticsearch. */
@ExtendWith(ElasticsearchExtension.class)
@Timeout(180)
class ExportersToElasticsearchIT {

    private static final Instant START = Instant.parse("2026-01-01T23:59:30Z");
    private static final String MINUTES = "weir.exporter.minute";
    private static final String CURRENT = "weir.exporter.current";

    @TempDir private Path folder;

    /** The second run finds the documents of the first, and takes their place. */
    @Test
    void minutesAddUpToTheBalanceAndAreRewrittenUnderTheirIds(
            LocalElasticsearch server, ElasticsearchClient client) throws Exception {
        Path capture = folder.resolve("exporters.pcap");
        Simulation.write(
                SimulationOptions.defaults().withSeed(7).withDuration(Duration.ofSeconds(45)),
                START,
                capture);
        WeirConfiguration configuration =
                WeirConfiguration.load(
                        Optional.empty(),
                        List.of(
                                "elasticsearch.urls=" + server.url(),
                                "elasticsearch.index-prefix=inventory",
                                "streams.flows.elasticsearch=off",
                                "pipeline.parallelism=2",
                                "pipeline.checkpoint-interval=0s"),
                        Map.of());
        WeirJob.prepare(configuration, message -> {}, () -> false);

        Run run = run(configuration, capture);
        Balance balance = run.balance();
        client.refresh("inventory-*");
        JsonNode first = found(client, MINUTES);
        assertThat(run(configuration, capture).documents())
                .as("earlier views are outdated by those of the first run")
                .isEqualTo(run.documents());
        client.refresh("inventory-*");
        JsonNode second = found(client, MINUTES);

        assertThat(sum(second, "datagrams")).isEqualTo(balance.decoded()).isPositive();
        assertThat(sum(second, "flows")).isEqualTo(balance.flows());
        assertThat(sum(second, "options_records"))
                .isEqualTo(balance.sessions().count(SessionCounter.OPTIONS_RECORDS));
        assertThat(second.at("/hits/total")).isEqualTo(first.at("/hits/total"));
        for (JsonNode hit : second.at("/hits/hits")) {
            assertThat(hit.path("_version").asLong())
                    .as(hit.path("_id").asText())
                    .isEqualTo(hit.at("/_source/weir/revision").asLong());
        }
        JsonNode views = found(client, CURRENT);
        assertThat(views.at("/hits/total/value").asInt())
                .isEqualTo(second.at("/aggregations/exporters/value").asInt())
                .isGreaterThan(1);
        assertThat(sum(views, "flows")).isEqualTo(balance.flows());
    }

    /**
     * What came of a job.
     *
     * @param documents of exporters that Elasticsearch has, or has newer ones of
     */
    private record Run(Balance balance, long documents) {}

    private static Run run(WeirConfiguration configuration, Path capture) throws Exception {
        try (EmbeddedJob job =
                EmbeddedJob.start(
                        "exporters",
                        configuration.pipeline(),
                        environment ->
                                ElasticsearchOutput.behindNetwork(configuration)
                                        .attach(
                                                new WeirPipeline(environment, configuration)
                                                        .build(
                                                                new CapturedInput(
                                                                        List.of(capture)))))) {
            job.result().get(2, TimeUnit.MINUTES);
            return new Run(Balance.of(job.counters()), documents(job.counters()));
        }
    }

    private static long documents(JobCounters counters) {
        String sink = SinkKind.ELASTICSEARCH.sinkOf(DocumentStream.EXPORTERS);
        return counters.sum(SinkMetric.DOCUMENTS_WRITTEN.id(), sink)
                + counters.sum(SinkMetric.DOCUMENTS_OUTDATED.id(), sink);
    }

    private static JsonNode found(ElasticsearchClient client, String dataset) throws Exception {
        String query =
                """
                { "size": 1000, "version": true,
                  "query": { "term": { "event.dataset": "%s" } },
                  "aggs": {
                    "exporters": { "cardinality": { "field": "observer.ip" } },
                    "datagrams": { "sum": { "field": "weir.exporter.datagrams" } },
                    "flows": { "sum": { "field": "weir.exporter.flows" } },
                    "options_records":
                      { "sum": { "field": "weir.exporter.counters.options_records" } } } }
                """
                        .formatted(dataset);
        return client.search("inventory-exporters-*", new ObjectMapper().readTree(query));
    }

    private static long sum(JsonNode found, String aggregation) {
        return found.at("/aggregations/" + aggregation + "/value").asLong();
    }
}
