package io.weir.job.faults;

import io.weir.job.config.ElasticsearchConfiguration;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.elasticsearch.bulk.BulkLimits;
import io.weir.job.elasticsearch.bulk.DocumentEmitter;
import io.weir.job.elasticsearch.bulk.ElasticsearchSink;
import io.weir.job.elasticsearch.bulk.WhenFull;
import io.weir.job.embedded.EmbeddedJob;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;

/** A job that writes the numbers from 1 on. */
final class NumberJob {

    static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);

    static final BulkLimits LIMITS = limits(100, 2);

    private static final WeirConfiguration DEFAULTS = WeirConfiguration.defaults();

    private NumberJob() {}

    static EmbeddedJob start(
            long last,
            ElasticsearchConfiguration configuration,
            BulkLimits limits,
            DocumentEmitter<Long> documents)
            throws IOException {
        return EmbeddedJob.start(
                "numbers",
                DEFAULTS.pipeline(),
                environment ->
                        environment
                                .enableCheckpointing(CHECKPOINT_INTERVAL.toMillis())
                                .fromSource(
                                        new NumberSequenceSource(1, last),
                                        WatermarkStrategy.noWatermarks(),
                                        "numbers")
                                .setParallelism(1)
                                .sinkTo(
                                        new ElasticsearchSink<>(
                                                "numbers", configuration, limits, documents))
                                .setParallelism(1));
    }

    static void awaitEnd(EmbeddedJob job) throws Exception {
        job.result().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    static ElasticsearchConfiguration configuration(URI url, String... more) {
        List<String> assignments = new ArrayList<>(List.of(more));
        assignments.add("elasticsearch.urls=" + url);
        return WeirConfiguration.load(Optional.empty(), assignments, Map.of()).elasticsearch();
    }

    static BulkLimits limits(int items, int concurrency) {
        return new BulkLimits(
                items,
                1 << 20,
                Duration.ofMillis(100),
                concurrency,
                64 << 20,
                WhenFull.WAIT,
                Duration.ofMillis(50),
                Duration.ofMillis(500));
    }
}
