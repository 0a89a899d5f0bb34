package io.weir.job.rawtopic;

import io.weir.job.WeirJob;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.embedded.EmbeddedJob;
import io.weir.job.embedded.InProcessSink;
import io.weir.job.embedded.KeptState;
import io.weir.job.generate.Simulation;
import io.weir.job.generate.SimulationOptions;
import io.weir.job.input.RawTopicInput;
import io.weir.job.input.UdpInput;
import io.weir.job.pipeline.CollectorPipeline;
import io.weir.job.pipeline.WeirPipeline;
import io.weir.operators.traffic.TopN;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/** The jobs on both sides of the raw topic, and who sends to them. */
final class RawTopicJobs {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String WINDOWS = "windows";

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
    static EmbeddedJob analysis(WeirConfiguration configuration, InProcessSink<TopN> windows)
            throws IOException {
        return EmbeddedJob.start(
                "analysis",
                configuration.pipeline(),
                environment ->
                        new WeirPipeline(environment, configuration)
                                .build(new RawTopicInput(configuration.kafka()))
                                .topN()
                                .sinkTo(windows)
                                .uid(WINDOWS));
    }

    /** Goes on from a savepoint of {@link #collector}. */
    static EmbeddedJob collectorFrom(String savepoint, WeirConfiguration configuration)
            throws IOException {
        return EmbeddedJob.start(
                "collector",
                configuration.pipeline(),
                environment -> {
                    environment.configure(from(savepoint));
                    new CollectorPipeline(environment, configuration)
                            .build(new UdpInput(configuration.listen()), "udp");
                });
    }

    /** Goes on from a savepoint of {@link #analysis}. */
    static EmbeddedJob analysisFrom(String savepoint, WeirConfiguration configuration)
            throws IOException {
        return EmbeddedJob.start(
                "analysis",
                configuration.pipeline(),
                environment -> {
                    environment.configure(from(savepoint));
                    new WeirPipeline(environment, configuration)
                            .build(new RawTopicInput(configuration.kafka()))
                            .topN()
                            .sinkTo(new InProcessSink<>())
                            .uid(WINDOWS);
                });
    }

    /** Goes on from what is kept, and keeps its own. */
    static EmbeddedJob analysis(WeirConfiguration configuration, KeptState state)
            throws IOException {
        return EmbeddedJob.start(
                "analysis",
                configuration.pipeline(),
                state,
                environment ->
                        new WeirPipeline(environment, configuration)
                                .build(new RawTopicInput(configuration.kafka()))
                                .topN()
                                .sinkTo(new InProcessSink<>())
                                .uid(WINDOWS));
    }

    private static Configuration from(String savepoint) {
        return new Configuration().set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }

    /** How many records of all partitions a group is done with, as it has committed. */
    static long committed(KafkaBroker broker, String group) throws Exception {
        try (Admin admin = Admin.create(broker.clientProperties())) {
            return admin
                    .listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .values()
                    .stream()
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
        }
    }

    /** Removes what a group has committed, when it has no members. */
    static void forget(KafkaBroker broker, String group) throws Exception {
        try (Admin admin = Admin.create(broker.clientProperties())) {
            admin.deleteConsumerGroups(List.of(group)).all().get();
        }
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
