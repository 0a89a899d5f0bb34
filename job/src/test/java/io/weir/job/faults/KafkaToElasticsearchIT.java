package io.weir.job.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.job.WeirJob;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.elasticsearch.ElasticsearchException;
import io.weir.job.embedded.Balance;
import io.weir.job.embedded.EmbeddedJob;
import io.weir.job.end2end.Launcher;
import io.weir.job.faults.FaultyServer.Contents;
import io.weir.job.generate.Simulation;
import io.weir.job.generate.SimulationOptions;
import io.weir.job.rawtopic.KafkaBroker;
import io.weir.job.rawtopic.KafkaBrokerExtension;
import io.weir.testing.FreeUdpPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Simulated exporters, a collector, a real broker, an analysis and a real Elasticsearch. What an
 * undisturbed analysis of the same topic writes is what has to be there after each fault.
 */
@Tag("faults")
@ExtendWith(KafkaBrokerExtension.class)
@Timeout(value = 30, unit = TimeUnit.MINUTES)
@TestInstance(Lifecycle.PER_CLASS)
class KafkaToElasticsearchIT {

    /** What an outage held up takes its time afterwards. */
    private static final Duration PATIENCE = Duration.ofSeconds(150).plus(Outages.duration());

    private static final int FLOWS_PER_SECOND = 1_000;
    private static final int KILLS = 3;
    private static final String COUNTER = "network.bytes";

    @TempDir private Path folder;
    private FaultyServer server;

    @BeforeAll
    void startServer(@TempDir Path folderOfAll) throws Exception {
        server = FaultyServer.start(folderOfAll.resolve("server"), Map.of());
    }

    @AfterAll
    void stopServer() {
        server.close();
    }

    @Test
    void writesEachFlowOnceThoughElasticsearchIsAwayForLong(KafkaBroker broker) throws Exception {
        int port = FreeUdpPort.find();
        List<String> keys = keys(broker, "elasticsearch-outage", port);
        WeirConfiguration configuration =
                configuration(
                        keys,
                        "kafka.group=elasticsearch-outage",
                        "elasticsearch.index-prefix=outage");
        prepare(configuration);
        long sent;
        try (EmbeddedJob analysis = start("analysis", configuration)) {
            try (Traffic traffic = Traffic.into(keys, port)) {
                await().atMost(PATIENCE).until(() -> flowsWritten(analysis) > FLOWS_PER_SECOND);
                server.failFor(Outages.duration());
                long before = flowsWritten(analysis);
                await().atMost(PATIENCE).until(() -> flowsWritten(analysis) > before);
                sent = traffic.end();
            }
            long expected = sent;
            patiently()
                    .untilAsserted(
                            () ->
                                    assertThat(flowsWritten(analysis))
                                            .isGreaterThanOrEqualTo(expected));
            analysis.drain(PATIENCE);

            assertThat(analysis.counters().sum("numRestarts")).isZero();
            assertThat(analysis.counters().sum("documentsRejected")).isZero();
            assertThat(Balance.of(analysis.counters()).unexplained()).isZero();
        }
        assertThat(flows("outage")).isEqualTo(undisturbed(keys, "outage-again", sent));
        assertThat(flows("outage").documents()).isEqualTo(sent);
    }

    @Test
    void writesEachFlowOnceThoughTheAnalysisIsKilledInMidCheckpoint(KafkaBroker broker)
            throws Exception {
        int port = FreeUdpPort.find();
        List<String> keys = keys(broker, "killed", port);
        List<String> arguments = new ArrayList<>(List.of("run"));
        List<String> own = new ArrayList<>(keys);
        own.addAll(
                List.of(
                        "pipeline.role=analysis",
                        "kafka.group=killed",
                        "elasticsearch.index-prefix=killed",
                        "state.dir=" + folder.resolve("state")));
        own.forEach(assignment -> arguments.addAll(List.of("--set", assignment)));
        prepare(configuration(keys, "elasticsearch.index-prefix=killed"));
        try (Traffic traffic = Traffic.into(keys, port)) {
            for (int run = 0; run < KILLS; run++) {
                long before = flows("killed").documents();
                try (Launcher weir = launch("run" + run, arguments)) {
                    patiently()
                            .untilAsserted(
                                    () ->
                                            assertThat(flows("killed").documents())
                                                    .as(weir::err)
                                                    .isGreaterThan(before + FLOWS_PER_SECOND));
                    awaitMidCheckpoint();
                    weir.kill();
                }
            }
            long sent = traffic.end();
            Contents expected = undisturbed(keys, "killed-again", sent);
            assertThat(expected.documents()).isEqualTo(sent);
            try (Launcher weir = launch("last", arguments)) {
                patiently().untilAsserted(() -> assertThat(flows("killed")).isEqualTo(expected));
                weir.interrupt();
                assertThat(weir.awaitExit()).as(weir.err()).isZero();
            }
            assertThat(flows("killed")).isEqualTo(expected);
        }
    }

    private Launcher launch(String name, List<String> arguments) throws IOException {
        return Launcher.start(Files.createDirectory(folder.resolve(name)), arguments);
    }

    /** Returns when a checkpoint has begun and is not complete. */
    private void awaitMidCheckpoint() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isInCheckpoint()) {
            assertThat(System.nanoTime()).as("a checkpoint begins").isLessThan(deadline);
            LockSupport.parkNanos(200_000);
        }
    }

    private boolean isInCheckpoint() {
        try (Stream<Path> files = Files.walk(folder.resolve("state"), 3)) {
            List<Path> checkpoints =
                    files.filter(file -> file.getFileName().toString().startsWith("chk-"))
                            .sorted((a, b) -> Long.compare(number(b), number(a)))
                            .toList();
            return checkpoints.size() > 1
                    && Files.notExists(checkpoints.get(0).resolve("_metadata"));
        } catch (IOException | UncheckedIOException e) {
            return false; // a checkpoint went while it was looked at
        }
    }

    private static long number(Path checkpoint) {
        return Long.parseLong(checkpoint.getFileName().toString().substring("chk-".length()));
    }

    /** What an analysis of all the topic writes that nothing happens to. */
    private Contents undisturbed(List<String> keys, String prefix, long sent) throws Exception {
        WeirConfiguration configuration =
                configuration(
                        keys,
                        "kafka.group=" + prefix,
                        "kafka.start=earliest",
                        "elasticsearch.index-prefix=" + prefix);
        try (EmbeddedJob analysis = start("analysis", configuration)) {
            await().atMost(PATIENCE).until(() -> flowsWritten(analysis) == sent);
            analysis.drain(PATIENCE);
        }
        return flows(prefix);
    }

    private Contents flows(String prefix) throws Exception {
        return server.contents(prefix + "-flows-*", COUNTER);
    }

    private static long flowsWritten(EmbeddedJob analysis) {
        return Balance.of(analysis.counters()).written().get("flows");
    }

    private static void prepare(WeirConfiguration configuration) throws Exception {
        WeirJob.prepare(configuration, message -> {}, () -> false);
        WeirJob.prepareTopics(configuration, message -> {}, () -> false);
    }

    /** Checkpoints are given up in the midst of an outage, as in a long one they would be. */
    private static EmbeddedJob start(String name, WeirConfiguration configuration)
            throws IOException {
        return EmbeddedJob.start(
                name,
                configuration.pipeline(),
                environment -> {
                    environment
                            .getCheckpointConfig()
                            .setCheckpointTimeout(Outages.duration().toMillis() / 4);
                    WeirJob.define(environment, configuration);
                });
    }

    private List<String> keys(KafkaBroker broker, String topic, int port) {
        return List.of(
                "pipeline.parallelism=2",
                "pipeline.checkpoint-interval=1s",
                "listen.address=127.0.0.1",
                "listen.udp=" + port,
                "kafka.partitions=3",
                "kafka.raw-topic=" + topic,
                "kafka.bootstrap-servers=" + broker.server(),
                "elasticsearch.buffer=4MiB",
                "elasticsearch.urls=" + server.url());
    }

    private static WeirConfiguration configuration(List<String> keys, String... more) {
        List<String> all = new ArrayList<>(keys);
        all.add("pipeline.role=analysis");
        all.addAll(List.of(more));
        return WeirConfiguration.load(Optional.empty(), all, Map.of());
    }

    /** Elasticsearch refuses to search an index whose shards it is making. */
    private static ConditionFactory patiently() {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreException(ElasticsearchException.class);
    }

    /** Exporters that send to a collector until they are ended. */
    private static final class Traffic implements AutoCloseable {

        private final EmbeddedJob collector;
        private final Simulation exporters;

        private Traffic(EmbeddedJob collector, Simulation exporters) {
            this.collector = collector;
            this.exporters = exporters;
        }

        static Traffic into(List<String> keys, int port) throws Exception {
            List<String> all = new ArrayList<>(keys);
            all.add("pipeline.role=collector");
            WeirConfiguration configuration =
                    WeirConfiguration.load(Optional.empty(), all, Map.of());
            WeirJob.prepareTopics(configuration, message -> {}, () -> false);
            EmbeddedJob collector = start("collector", configuration);
            collector.awaitListening(PATIENCE);
            SimulationOptions options =
                    SimulationOptions.defaults()
                            .withFlowsPerSecond(FLOWS_PER_SECOND)
                            .withDuration(Duration.ofHours(1));
            return new Traffic(
                    collector,
                    Simulation.start(
                            options,
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
        }

        /** Ends it and returns how many flows were sent, all of which are in Kafka. */
        long end() throws Exception {
            exporters.stop();
            long sent = exporters.datagramsSent();
            await().atMost(PATIENCE)
                    .until(() -> Balance.of(collector.counters()).received() == sent);
            collector.drain(PATIENCE);
            assertThat(Balance.of(collector.counters()).rawTopic().datagramsWritten())
                    .isEqualTo(sent);
            return exporters.flowsSent();
        }

        @Override
        public void close() {
            exporters.close();
            collector.close();
        }
    }
}
