package io.weir.job.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.weir.job.config.PipelineConfiguration;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.generate.Simulation;
import io.weir.job.generate.SimulationOptions;
import io.weir.job.input.Input;
import io.weir.job.input.UdpInput;
import io.weir.job.pipeline.WeirPipeline;
import io.weir.operators.traffic.TopN;
import io.weir.testing.FreeUdpPort;
import java.io.IOException;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EmbeddedJobIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final WeirConfiguration CONFIGURATION =
            WeirConfiguration.load(
                    Optional.empty(),
                    List.of(
                            "pipeline.parallelism=2",
                            "topn.dimensions=source",
                            "windows.hours=false"),
                    Map.of());

    /** Everything that was received before is counted after: in windows that were still open. */
    @Test
    void drainingDeliversEverythingThatWasReceived() throws Exception {
        int port = FreeUdpPort.find();
        InProcessSink<TopN> windows = new InProcessSink<>();
        try (EmbeddedJob job =
                EmbeddedJob.start(
                        "draining",
                        CONFIGURATION.pipeline(),
                        environment ->
                                new WeirPipeline(environment, CONFIGURATION)
                                        .build(udp(port))
                                        .topN()
                                        .sinkTo(windows))) {
            job.awaitListening(PATIENCE);
            Simulation exporters = simulate(port);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(Balance.of(job.counters()).received())
                                            .isEqualTo(exporters.datagramsSent()));

            job.drain(PATIENCE);

            assertThat(job.isRunning()).isFalse();
            Balance balance = Balance.of(job.counters());
            assertThat(balance.unexplained()).isZero();
            assertThat(balance.flows()).isEqualTo(exporters.flowsSent()).isPositive();
            long flowsInWindows =
                    windows.takeAll().stream()
                            .filter(TopN::complete)
                            .mapToLong(window -> window.all().flows())
                            .sum();
            assertThat(flowsInWindows).isEqualTo(exporters.flowsSent());
        }
    }

    @Test
    void drainingAJobThatHasEndedDoesNothing() throws Exception {
        try (EmbeddedJob job =
                EmbeddedJob.start("bounded", CONFIGURATION.pipeline(), counting(value -> value))) {
            job.result().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            job.drain(PATIENCE);
            assertThat(job.isRunning()).isFalse();
        }
    }

    @Test
    void closingCancelsTheJobAndRemovesItsFolder() throws Exception {
        AtomicReference<Path> folder = new AtomicReference<>();
        EmbeddedJob job =
                EmbeddedJob.start(
                        "endless",
                        CONFIGURATION.pipeline(),
                        environment -> {
                            folder.set(folderOf(environment));
                            udp(FreeUdpPort.find())
                                    .attach(environment)
                                    .sinkTo(new DiscardingSink<>());
                        });
        job.awaitListening(PATIENCE);
        assertThat(folder.get()).isNotEmptyDirectory();

        job.close();

        assertThat(job.isRunning()).isFalse();
        assertThat(folder.get()).doesNotExist();
    }

    @Test
    void failingJobTellsItsReason() throws Exception {
        PipelineConfiguration withoutRestart = withoutCheckpoints(CONFIGURATION.pipeline());
        try (EmbeddedJob job =
                EmbeddedJob.start("failing", withoutRestart, counting(EmbeddedJobIT::fail))) {
            assertThatThrownBy(() -> job.result().get())
                    .isInstanceOf(ExecutionException.class)
                    .hasStackTraceContaining("the reason of the test");
            assertThat(job.isRunning()).isFalse();
            assertThatThrownBy(() -> job.drain(PATIENCE)).isInstanceOf(ExecutionException.class);
            assertThatThrownBy(() -> job.awaitListening(PATIENCE))
                    .isInstanceOf(ExecutionException.class)
                    .hasStackTraceContaining("the reason of the test");
        }
    }

    /** Flink starts such a job again and again by itself; at the start that helps nobody. */
    @Test
    void jobThatWouldStartForEverTellsItsReason() throws Exception {
        try (EmbeddedJob job =
                EmbeddedJob.start(
                        "failing", CONFIGURATION.pipeline(), counting(EmbeddedJobIT::fail))) {
            assertThatThrownBy(() -> job.awaitListening(PATIENCE))
                    .isInstanceOf(ExecutionException.class)
                    .hasStackTraceContaining("the reason of the test");
            assertThat(job.isRunning()).isTrue();
        }
    }

    @Test
    void graphThatCannotBeMadeLeavesNothingBehind() {
        AtomicReference<Path> folder = new AtomicReference<>();

        assertThatThrownBy(
                        () ->
                                EmbeddedJob.start(
                                        "impossible",
                                        CONFIGURATION.pipeline(),
                                        environment -> {
                                            folder.set(folderOf(environment));
                                            throw new IllegalStateException("no such rule");
                                        }))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no such rule");
        assertThat(folder.get()).doesNotExist();
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

    private static Consumer<StreamExecutionEnvironment> counting(Step step) {
        return environment ->
                environment
                        .fromSequence(1, 10)
                        .map(step::apply)
                        .returns(Long.class)
                        .sinkTo(new DiscardingSink<>());
    }

    private static long fail(long value) {
        throw new IllegalStateException("the reason of the test");
    }

    /** What happens to each number; goes to the operators as bytes. */
    private interface Step extends Serializable {
        long apply(long value);
    }

    private static Input udp(int port) {
        return new UdpInput(
                WeirConfiguration.load(
                                Optional.empty(),
                                List.of("listen.address=127.0.0.1", "listen.udp=" + port),
                                Map.of())
                        .listen());
    }

    private static Path folderOf(StreamExecutionEnvironment environment) {
        return Path.of(environment.getConfiguration().get(CoreOptions.TMP_DIRS)).getParent();
    }

    private static PipelineConfiguration withoutCheckpoints(PipelineConfiguration pipeline) {
        return new PipelineConfiguration(
                pipeline.role(),
                pipeline.parallelism(),
                pipeline.maxParallelism(),
                pipeline.spread(),
                Duration.ZERO);
    }
}
