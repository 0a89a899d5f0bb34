package io.weir.benchmarks.bulk;

import io.weir.job.WeirJob;
import io.weir.job.config.ElasticsearchConfiguration;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.elasticsearch.bulk.BulkLimits;
import io.weir.job.elasticsearch.bulk.ElasticsearchSink;
import io.weir.job.elasticsearch.bulk.SinkMetric;
import io.weir.job.elasticsearch.bulk.WhenFull;
import io.weir.job.elasticsearch.local.LocalElasticsearch;
import io.weir.job.elasticsearch.local.LocalElasticsearchOptions;
import io.weir.job.embedded.EmbeddedJob;
import io.weir.job.generate.Simulation;
import io.weir.job.generate.SimulationOptions;
import io.weir.job.input.CapturedInput;
import io.weir.job.pipeline.WeirPipeline;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of {@code benchmarks/bulk}. */
@Command(
        name = "bulk",
        mixinStandardHelpOptions = true,
        description =
                "Writes documents of flows to an Elasticsearch of its own, in turns by Weir's sink"
                        + " and by a bare bulk loader, and compares them.")
public final class BulkSpeed implements Callable<Integer> {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long POLL_MILLIS = 5;

    @Option(names = "--rounds", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--documents",
            defaultValue = "200000",
            description = "Of each round and loader. Default: ${DEFAULT-VALUE}.")
    private long documents;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of Weir, such as elasticsearch.bulk-actions.")
    private List<String> settings = List.of();

    private ElasticsearchConfiguration configuration;
    private LocalElasticsearch server;

    /** Runs it and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new BulkSpeed()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("weir-bulk-");
        capture(folder.resolve("flows.pcap"));
        long bytes =
                FlowDocumentSink.documents().stream().mapToLong(json -> json.length).sum()
                        / FlowDocumentSink.documents().size();
        System.out.printf(
                "%d different documents of %d bytes; making one takes %.2f us of a processor%n",
                FlowDocumentSink.documents().size(),
                bytes,
                FlowDocumentSink.cpuNanosPerDocument() / 1_000);
        Path home = LocalElasticsearch.homeIn(Path.of("job", "target", "elasticsearch"));
        server = LocalElasticsearch.start(new LocalElasticsearchOptions(home, folder));
        try {
            server.awaitReady(PATIENCE, waited -> {});
            compare();
        } finally {
            server.close();
        }
        return 0;
    }

    /** Fills {@link FlowDocumentSink} with the documents of the flows of the demo. */
    private void capture(Path pcap) throws Exception {
        Simulation.write(
                SimulationOptions.defaults()
                        .withSeed(7)
                        .withFlowsPerSecond(2_000)
                        .withDuration(Duration.ofSeconds(20)),
                START,
                pcap);
        WeirConfiguration weir = weir("pipeline.checkpoint-interval=0s", "pipeline.parallelism=1");
        try (EmbeddedJob job =
                EmbeddedJob.start(
                        "documents",
                        weir.pipeline(),
                        environment ->
                                new WeirPipeline(environment, weir)
                                        .build(new CapturedInput(List.of(pcap)))
                                        .flows()
                                        .sinkTo(new FlowDocumentSink()))) {
            job.result().get();
        }
    }

    private WeirConfiguration weir(String... assignments) {
        List<String> all = new ArrayList<>(List.of(assignments));
        all.addAll(settings);
        return WeirConfiguration.load(Optional.empty(), all, Map.of());
    }

    private void compare() throws Exception {
        WeirConfiguration weir = weir("elasticsearch.urls=" + server.url());
        WeirJob.prepare(weir, message -> {}, () -> false);
        configuration = weir.elasticsearch();
        double[] bare = new double[rounds];
        double[] ours = new double[rounds];
        double[] cpu = new double[rounds];
        System.out.println(
                "| round | bare loader, documents/s | Weir, documents/s | Weir/bare | CPU |");
        System.out.println("|---|---|---|---|---|");
        round(-1, bare, ours, cpu);
        for (int round = 0; round < rounds; round++) {
            round(round, bare, ours, cpu);
            System.out.printf(
                    "| %d | %.0f | %.0f | %.1f %% | %.2f us |%n",
                    round + 1,
                    bare[round],
                    ours[round],
                    100 * ours[round] / bare[round],
                    cpu[round]);
        }
        System.out.printf(
                "| median | %.0f | %.0f | %.1f %% | %.2f us, %.2f us with making the JSON |%n",
                median(bare),
                median(ours),
                100 * median(ratios(bare, ours)),
                median(cpu),
                median(cpu) + FlowDocumentSink.cpuNanosPerDocument() / 1_000);
    }

    private static double[] ratios(double[] bare, double[] ours) {
        return IntStream.range(0, bare.length).mapToDouble(i -> ours[i] / bare[i]).toArray();
    }

    /** One that is not kept warms up the server and this process. */
    private void round(int number, double[] bare, double[] ours, double[] cpu) throws Exception {
        double bareRate = bareRate("weir-flows-bare." + number);
        ThreadTimes times = new ThreadTimes(BulkSpeed::isOfSink);
        double ourRate = ourRate("weir-flows-ours." + number, times);
        if (number >= 0) {
            bare[number] = bareRate;
            ours[number] = ourRate;
            cpu[number] = times.totalNanos() / 1_000.0 / documents;
        }
    }

    /** The task with source and sink, and the threads of the client. */
    private static boolean isOfSink(String thread) {
        return thread.startsWith("Source: numbers")
                || thread.startsWith("I/O dispatcher")
                || thread.startsWith("elasticsearch-rest-client")
                || thread.startsWith("pool-")
                || thread.startsWith("Time Trigger for Source: numbers");
    }

    private double bareRate(String index) throws Exception {
        List<byte[]> requests =
                BulkLoader.requests(
                        index,
                        FlowDocumentSink.documents(),
                        documents,
                        configuration.bulkActions(),
                        configuration.bulkSizeBytes());
        settle();
        long nanos = new BulkLoader(server.url(), requests, configuration.bulkConcurrency()).run();
        delete(index);
        return documents * 1e9 / nanos;
    }

    private double ourRate(String index, ThreadTimes times) throws Exception {
        WeirConfiguration weir = weir("pipeline.parallelism=1");
        BulkLimits limits =
                new BulkLimits(
                        configuration.bulkActions(),
                        configuration.bulkSizeBytes(),
                        configuration.flushInterval(),
                        configuration.bulkConcurrency(),
                        configuration.bufferBytes(),
                        WhenFull.WAIT,
                        Duration.ofMillis(100),
                        Duration.ofSeconds(10));
        settle();
        try (EmbeddedJob job =
                EmbeddedJob.start(
                        "bulk",
                        weir.pipeline(),
                        environment ->
                                environment
                                        .fromSource(
                                                new NumberSequenceSource(0, documents - 1),
                                                WatermarkStrategy.noWatermarks(),
                                                "numbers")
                                        .sinkTo(
                                                new ElasticsearchSink<>(
                                                        "flows",
                                                        configuration,
                                                        limits,
                                                        new PreparedDocuments(index))))) {
            while (job.counters().sum(SinkMetric.DOCUMENTS_WRITTEN.id()) < documents) {
                times.sample();
                Thread.sleep(POLL_MILLIS);
            }
            double nanos = System.nanoTime() - PreparedDocuments.firstNanos();
            times.sample();
            job.result().get();
            return documents * 1e9 / nanos;
        } finally {
            delete(index);
        }
    }

    /** So that no round pays for the garbage of the one before. */
    private static void settle() throws InterruptedException {
        System.gc();
        Thread.sleep(1_000);
    }

    private void delete(String index) throws IOException, InterruptedException {
        URI uri = server.url().resolve("/" + index);
        HttpRequest request = HttpRequest.newBuilder(uri).DELETE().build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
