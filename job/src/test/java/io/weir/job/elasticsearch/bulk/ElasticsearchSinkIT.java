package io.weir.job.elasticsearch.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.job.config.ElasticsearchConfiguration;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.elasticsearch.ElasticsearchClient;
import io.weir.job.elasticsearch.ElasticsearchEndpoint;
import io.weir.job.elasticsearch.TestRequests;
import io.weir.job.elasticsearch.local.ListenPort;
import io.weir.job.elasticsearch.local.LocalElasticsearch;
import io.weir.job.elasticsearch.local.LocalElasticsearchOptions;
import io.weir.job.elasticsearch.local.TestServers;
import io.weir.job.embedded.EmbeddedJob;
import io.weir.job.embedded.KeptState;
import io.weir.job.state.Checkpoint;
import io.weir.job.state.StateDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.metrics.MetricGroup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sink in a real job, with a real Elasticsearch that fails in the ways that they do. */
@Timeout(300)
@TestInstance(Lifecycle.PER_CLASS)
class ElasticsearchSinkIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How many were opened. */
    private static final AtomicInteger WRITERS = new AtomicInteger();

    private static final long SLOW_LAST = 40_000;

    @TempDir private Path folder;

    private Path serverFolder;
    private LocalElasticsearch server;
    private ElasticsearchConfiguration configuration;
    private ElasticsearchClient client;

    private String index;

    @BeforeAll
    void startServer(@TempDir Path folderOfAll) throws Exception {
        serverFolder = folderOfAll.resolve("server");
        server = start(TestServers.options(serverFolder));
        configuration =
                WeirConfiguration.load(
                                Optional.empty(),
                                List.of(
                                        "elasticsearch.urls=" + server.url(),
                                        "elasticsearch.request-timeout=20s"),
                                Map.of())
                        .elasticsearch();
        client = new ElasticsearchClient(ElasticsearchEndpoint.of(configuration));
    }

    @BeforeEach
    void nameIndex(TestInfo test) {
        index = "weir-" + test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    }

    @AfterAll
    void stopServer() {
        server.close();
    }

    @Test
    @Tag("faults")
    void writesEachDocumentOnceThoughTheServerIsKilled() throws Exception {
        long last = 300_000;
        try (EmbeddedJob job = start(last, limits(4 << 20, WhenFull.WAIT))) {
            await().atMost(PATIENCE).until(() -> written(job) > 50_000);
            int writers = WRITERS.get();
            kill();
            await().atMost(PATIENCE).until(() -> job.counters().sum("requestsFailed") > 2);
            startAgain();
            job.result().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

            assertThat(WRITERS.get()).as("no writer began anew").isEqualTo(writers);
        }
        assertHasAll(last);
    }

    @Test
    void handsOverToTheNextRunWhatAServerThatIsDownDidNotTake() throws Exception {
        try (StateDirectory state = StateDirectory.open(folder.resolve(index + "-state"), 2)) {
            Checkpoint savepoint;
            try (EmbeddedJob job =
                    start(
                            state,
                            Optional.empty(),
                            unreachable(),
                            limits(64 << 20, WhenFull.WAIT))) {
                await().atMost(PATIENCE)
                        .until(() -> job.counters().sum("documentsWaiting") > 1_000);
                job.suspend(state, PATIENCE);
                savepoint = state.newest(skipped -> {}).orElseThrow();
            }
            try (EmbeddedJob job =
                    start(
                            state,
                            Optional.of(savepoint),
                            configuration,
                            limits(64 << 20, WhenFull.WAIT))) {
                job.result().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        }
        assertHasAll(SLOW_LAST);
    }

    @Test
    @Tag("faults")
    void countsWhatItDropsWhereNothingCanWait() throws Exception {
        long last = 200_000;
        kill();
        try (EmbeddedJob job = start(last, limits(1 << 20, WhenFull.DROP))) {
            await().atMost(PATIENCE).until(() -> job.counters().sum("documentsDropped") > 100_000);
            startAgain();
            job.result().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

            client.refresh(index);
            assertThat(written(job)).isPositive().isEqualTo(client.count(index));
            assertThat(written(job) + job.counters().sum("documentsDropped")).isEqualTo(last);
        }
    }

    @Test
    @Tag("faults")
    void keepsOnDiskWhatMemoryHasNoRoomFor() throws Exception {
        long last = 200_000;
        kill();
        try (EmbeddedJob job = start(last, limits(1 << 20, WhenFull.DROP).withSpill(spill()))) {
            await().atMost(PATIENCE).until(() -> waiting(job) == last);
            int writers = WRITERS.get();
            assertThat(onDisk(job)).isGreaterThan(100_000);
            startAgain();
            job.result().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

            assertThat(job.counters().sum("documentsDropped")).isZero();
            assertThat(written(job)).isEqualTo(last);
            assertThat(waiting(job)).isZero();
            assertThat(WRITERS.get()).as("no writer began anew").isEqualTo(writers);
        }
        assertHasAll(last);
        assertThat(folder.resolve(index + "-spill/numbers")).isEmptyDirectory();
    }

    @Test
    void leavesOnDiskToAnotherJobWhatOneThatWasCancelledHadThere() throws Exception {
        long last = 100_000;
        BulkLimits limits = limits(1 << 20, WhenFull.DROP).withSpill(spill());
        long left;
        try (EmbeddedJob job = start(last, unreachable(), limits)) {
            await().atMost(PATIENCE).until(() -> waiting(job) == last);
            left = onDisk(job);
        }
        try (EmbeddedJob job = start(1, limits)) {
            job.result().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

            assertThat(job.counters().sum("documentsFoundOnDisk")).isEqualTo(left);
            assertThat(written(job)).isEqualTo(left + 1);
        }
        client.refresh(index);
        // Number 1 was in the memory of the first job.
        assertThat(client.count(index)).isEqualTo(left + 1).isGreaterThan(50_000);
    }

    @Test
    void goesOnFromASavepointAndTheDiskTogether() throws Exception {
        BulkLimits limits = limits(1 << 20, WhenFull.DROP).withSpill(spill());
        try (StateDirectory state = StateDirectory.open(folder.resolve(index + "-state"), 2)) {
            try (EmbeddedJob job = start(state, Optional.empty(), unreachable(), limits)) {
                await().atMost(PATIENCE).until(() -> onDisk(job) > 1_000);
                job.suspend(state, PATIENCE);
            }
            Optional<Checkpoint> savepoint = state.newest(skipped -> {});
            try (EmbeddedJob job = start(state, savepoint, configuration, limits)) {
                job.result().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

                assertThat(job.counters().sum("documentsFoundOnDisk")).isGreaterThan(1_000);
                assertThat(job.counters().sum("documentsDropped")).isZero();
            }
        }
        assertHasAll(SLOW_LAST);
    }

    private SpillLimits spill() {
        return new SpillLimits(folder.resolve(index + "-spill").toString(), 256 << 20, 0);
    }

    /** Nobody listens there. */
    private static ElasticsearchConfiguration unreachable() throws Exception {
        return WeirConfiguration.load(
                        Optional.empty(),
                        List.of("elasticsearch.urls=http://127.0.0.1:1"),
                        Map.of())
                .elasticsearch();
    }

    private static long waiting(EmbeddedJob job) {
        return job.counters().sum("documentsWaiting") + onDisk(job);
    }

    private static long onDisk(EmbeddedJob job) {
        return job.counters().sum("documentsOnDisk");
    }

    @Test
    void keepsRejectedDocumentsAsDeadLetters() throws Exception {
        put("/" + index, "{\"mappings\":{\"properties\":{\"n\":{\"type\":\"boolean\"}}}}");
        try (EmbeddedJob job = start(10, limits(1 << 20, WhenFull.WAIT))) {
            job.result().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

            assertThat(job.counters().sum("documentsRejected")).isEqualTo(10);
        }
        client.refresh("weir-dead-letters-*");
        JsonNode letter =
                client.search("weir-dead-letters-*", JSON.readTree("{\"size\":1}"))
                        .at("/hits/hits/0/_source");
        assertThat(client.count("weir-dead-letters-*")).isEqualTo(10);
        assertThat(letter.at("/event/reason").asText()).contains("failed to parse field [n]");
        assertThat(letter.at("/weir/dead_letter/stream").asText()).isEqualTo("numbers");
        assertThat(letter.at("/weir/dead_letter/action").asText()).contains(index);
        assertThat(letter.at("/weir/dead_letter/document").asText()).matches("\\{\"n\":\\d+}");
    }

    @Test
    void waitsForAnIndexThatIsBlocked() throws Exception {
        put("/" + index, "{\"settings\":{\"index.blocks.write\":true}}");
        long last = 10_000;
        try (EmbeddedJob job = start(last, limits(64 << 20, WhenFull.WAIT))) {
            await().atMost(PATIENCE).until(() -> job.counters().sum("documentsRetried") > 1_000);
            put("/" + index + "/_settings", "{\"index.blocks.write\":false}");
            job.result().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

            assertThat(job.counters().sum("documentsRejected")).isZero();
        }
        assertHasAll(last);
    }

    private EmbeddedJob start(
            StateDirectory state,
            Optional<Checkpoint> from,
            ElasticsearchConfiguration to,
            BulkLimits limits)
            throws IOException {
        return EmbeddedJob.start(
                "numbers",
                WeirConfiguration.defaults().pipeline(),
                new KeptState(state, from),
                environment ->
                        environment
                                .fromSource(
                                        new NumberSequenceSource(1, SLOW_LAST),
                                        WatermarkStrategy.noWatermarks(),
                                        "numbers")
                                .setParallelism(1)
                                .uid("numbers")
                                .map(new Slowly())
                                .returns(Long.class)
                                .sinkTo(sink(to, limits))
                                .uid("sink"));
    }

    private EmbeddedJob start(long last, BulkLimits limits) throws IOException {
        return start(last, configuration, limits);
    }

    private EmbeddedJob start(long last, ElasticsearchConfiguration to, BulkLimits limits)
            throws IOException {
        return EmbeddedJob.start(
                "numbers",
                WeirConfiguration.defaults().pipeline(),
                environment ->
                        environment
                                .fromSource(
                                        new NumberSequenceSource(1, last),
                                        WatermarkStrategy.noWatermarks(),
                                        "numbers")
                                .sinkTo(sink(to, limits)));
    }

    private ElasticsearchSink<Long> sink(ElasticsearchConfiguration to, BulkLimits limits) {
        return new ElasticsearchSink<>("numbers", to, limits, new NumberDocuments(index));
    }

    private static BulkLimits limits(long waitingBytes, WhenFull whenFull) {
        return new BulkLimits(
                500,
                1 << 20,
                Duration.ofMillis(200),
                2,
                waitingBytes,
                whenFull,
                Duration.ofMillis(50),
                Duration.ofSeconds(1));
    }

    private static long written(EmbeddedJob job) {
        return job.counters().sum("documentsWritten");
    }

    private void assertHasAll(long last) throws Exception {
        client.refresh(index);
        JsonNode answer =
                client.search(
                        index,
                        JSON.readTree(
                                "{\"size\":0,\"track_total_hits\":true,"
                                        + "\"aggs\":{\"sum\":{\"sum\":{\"field\":\"n\"}}}}"));
        assertThat(answer.at("/hits/total/value").asLong()).isEqualTo(last);
        assertThat(answer.at("/aggregations/sum/value").asLong()).isEqualTo(last * (last + 1) / 2);
    }

    private void put(String path, String body) throws Exception {
        TestRequests.put(client, path, JSON.readTree(body));
    }

    private void kill() {
        ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    private void startAgain() throws Exception {
        int port = configuration.urls().get(0).getPort();
        server.close();
        server =
                start(
                        TestServers.options(serverFolder)
                                .withHttpPort(new ListenPort(port, "the test's port")));
    }

    private static LocalElasticsearch start(LocalElasticsearchOptions options) throws Exception {
        LocalElasticsearch started = LocalElasticsearch.start(options);
        started.awaitReady(PATIENCE, waited -> {});
        return started;
    }

    /** A document of each number, under its own id. */
    private static final class NumberDocuments implements DocumentEmitter<Long> {

        private static final long serialVersionUID = 1L;

        private final String index;

        NumberDocuments(String index) {
            this.index = index;
        }

        @Override
        public void open(MetricGroup metrics) {
            WRITERS.incrementAndGet();
        }

        @Override
        public void emit(Long number, DocumentCollector documents) {
            byte[] json = ("{\"n\":" + number + "}").getBytes(StandardCharsets.US_ASCII);
            documents.add(index, number.toString(), json, json.length);
        }
    }
}
