package io.weir.job.rawtopic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.job.config.WeirConfiguration;
import io.weir.job.embedded.Balance;
import io.weir.job.embedded.EmbeddedJob;
import io.weir.job.embedded.InProcessSink;
import io.weir.job.generate.Simulation;
import io.weir.job.generate.SimulationOptions;
import io.weir.job.input.RawTopicInput;
import io.weir.job.input.UdpInput;
import io.weir.job.pipeline.CollectorPipeline;
import io.weir.job.pipeline.WeirPipeline;
import io.weir.operators.topn.TopTalkers;
import io.weir.testing.FreeUdpPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Simulated exporters, a collector, a real broker and an analysis. */
@ExtendWith(KafkaBrokerExtension.class)
@Timeout(120)
class CollectorToAnalysisIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void analysisDecodesExactlyWhatTheCollectorReceived(KafkaBroker broker) throws Exception {
        int port = FreeUdpPort.find();
        WeirConfiguration configuration =
                broker.configuration("kafka.raw-topic=all", "listen.ports=" + port);
        prepare(configuration);
        InProcessSink<TopTalkers> windows = new InProcessSink<>();
        Simulation exporters;
        Balance collected;
        try (EmbeddedJob collector = collector(configuration)) {
            collector.awaitListening(PATIENCE);
            exporters = simulate(port);
            await().atMost(PATIENCE)
                    .until(
                            () ->
                                    Balance.of(collector.counters()).received()
                                            == exporters.datagramsSent());
            collector.drain(PATIENCE);
            collected = Balance.of(collector.counters());
        }
        System.out.println(collected.toJson());
        try (EmbeddedJob analysis = analysis(configuration, windows)) {
            await().atMost(PATIENCE)
                    .until(
                            () ->
                                    Balance.of(analysis.counters()).decoded()
                                            == exporters.datagramsSent());
            analysis.drain(PATIENCE);
            Balance analysed = Balance.of(analysis.counters());
            System.out.println(analysed.toJson());
            assertThat(analysed.unexplained()).isZero();
        }
    }

    static void prepare(WeirConfiguration configuration) throws Exception {
        io.weir.job.WeirJob.prepareTopics(configuration, message -> {}, () -> false);
    }

    static EmbeddedJob collector(WeirConfiguration configuration) throws IOException {
        return EmbeddedJob.start(
                "collector",
                configuration.pipeline(),
                environment ->
                        new CollectorPipeline(environment, configuration)
                                .build(new UdpInput(configuration.listen()), "udp"));
    }

    static EmbeddedJob analysis(WeirConfiguration configuration, InProcessSink<TopTalkers> windows)
            throws IOException {
        return EmbeddedJob.start(
                "analysis",
                configuration.pipeline(),
                environment ->
                        new WeirPipeline(environment, configuration)
                                .build(new RawTopicInput(configuration.kafka()))
                                .topTalkers()
                                .sinkTo(windows));
    }

    private static Simulation simulate(int port) throws IOException, InterruptedException {
        SimulationOptions options =
                SimulationOptions.defaults()
                        .withFlowsPerSecond(500)
                        .withDuration(Duration.ofSeconds(2));
        Simulation exporters =
                Simulation.start(
                        options, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        exporters.awaitFinished();
        return exporters;
    }
}
