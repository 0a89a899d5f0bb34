package io.weir.job.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.job.WeirJob;
import io.weir.job.config.DocumentStream;
import io.weir.job.config.SinkKind;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.elasticsearch.bulk.SinkMetric;
import io.weir.job.embedded.Balance;
import io.weir.job.embedded.EmbeddedJob;
import io.weir.job.generate.Simulation;
import io.weir.job.generate.SimulationOptions;
import io.weir.testing.FreeUdpPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Elasticsearch is away, and nothing stands between the exporters and the job. */
@Tag("faults")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class SocketsToElasticsearchIT {

    private static final Duration PATIENCE = Duration.ofSeconds(150);

    /** With less room than the outage needs. */
    @Test
    void accountsForEachFlowOfAnOutage(@TempDir Path folder) throws Exception {
        int port = FreeUdpPort.find();
        try (FaultyServer server = FaultyServer.start(folder.resolve("server"), Map.of())) {
            WeirConfiguration configuration =
                    WeirConfiguration.load(
                            Optional.empty(),
                            List.of(
                                    "pipeline.parallelism=1",
                                    "pipeline.checkpoint-interval=1s",
                                    "listen.address=127.0.0.1",
                                    "listen.udp=" + port,
                                    "elasticsearch.buffer=4MiB",
                                    "elasticsearch.urls=" + server.url()),
                            Map.of());
            WeirJob.prepare(configuration, message -> {}, () -> false);
            try (EmbeddedJob job =
                    EmbeddedJob.start(
                            "all-in-one",
                            configuration.pipeline(),
                            environment -> WeirJob.define(environment, configuration))) {
                job.awaitListening(PATIENCE);
                long flows = simulate(port, Duration.ofSeconds(3));
                // So that no request is under way, of which nobody knew what became of it.
                await().atMost(PATIENCE)
                        .until(() -> flows(job, SinkMetric.DOCUMENTS_WRITTEN) == flows);
                server.kill();
                long allFlows = flows + simulate(port, Outages.duration());
                await().atMost(PATIENCE)
                        .until(() -> Balance.of(job.counters()).flows() == allFlows);
                assertThat(flows(job, SinkMetric.DOCUMENTS_DROPPED)).isPositive();
                server.startAgain();
                job.drain(PATIENCE);

                Balance balance = Balance.of(job.counters());
                assertThat(balance.unexplained()).isZero();
                assertThat(balance.lost()).as("datagrams").isZero();
                assertThat(
                                balance.written().get("flows")
                                        + flows(job, SinkMetric.DOCUMENTS_DROPPED))
                        .isEqualTo(balance.flows())
                        .isEqualTo(allFlows);
                assertThat(balance.notWritten().get("dropped"))
                        .as("nothing but flows is dropped")
                        .isEqualTo(flows(job, SinkMetric.DOCUMENTS_DROPPED));
                assertThat(server.contents("weir-flows-*", "network.bytes").documents())
                        .isEqualTo(balance.written().get("flows"));
                assertThat(job.counters().sum("numRestarts")).isZero();
            }
        }
    }

    private static long flows(EmbeddedJob job, SinkMetric metric) {
        return job.counters().sum(metric.id(), SinkKind.ELASTICSEARCH.sinkOf(DocumentStream.FLOWS));
    }

    private static long simulate(int port, Duration duration) throws Exception {
        SimulationOptions options =
                SimulationOptions.defaults().withFlowsPerSecond(500).withDuration(duration);
        try (Simulation exporters =
                Simulation.start(
                        options, new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            exporters.awaitFinished();
            return exporters.flowsSent();
        }
    }
}
