package io.weir.job.rawtopic;

import io.weir.job.WeirJob;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.embedded.EmbeddedJob;
import io.weir.job.embedded.InProcessSink;
import io.weir.job.generate.Simulation;
import io.weir.job.generate.SimulationOptions;
import io.weir.job.input.RawTopicInput;
import io.weir.job.input.UdpInput;
import io.weir.job.pipeline.CollectorPipeline;
import io.weir.job.pipeline.WeirPipeline;
import io.weir.operators.topn.TopTalkers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/** The jobs on both sides of the raw topic, and who sends to them. */
final class RawTopicJobs {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private RawTopicJobs() {}

    /** Creates the topics. */
    static void prepare(WeirConfiguration configuration) throws Exception {
        WeirJob.prepareTopics(configuration, message -> {}, () -> false);
    }

    static EmbeddedJob collector(WeirConfiguration configuration) throws IOException {
        return EmbeddedJob.start(
                "collector",
                configuration.pipeline(),
                environment ->
                        new CollectorPipeline(environment, configuration)
                                .build(new UdpInput(configuration.listen()), "udp"));
    }

    /** The analysis without Elasticsearch. */
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

    /** Sends from simulated exporters, and returns when they have finished. */
    static Simulation simulate(int port, int flowsPerSecond, Duration duration)
            throws IOException, InterruptedException {
        Simulation exporters = startSimulation(port, flowsPerSecond, duration);
        exporters.awaitFinished();
        return exporters;
    }

    static Simulation startSimulation(int port, int flowsPerSecond, Duration duration)
            throws IOException {
        SimulationOptions options =
                SimulationOptions.defaults()
                        .withFlowsPerSecond(flowsPerSecond)
                        .withDuration(duration);
        return Simulation.start(
                options, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }
}
