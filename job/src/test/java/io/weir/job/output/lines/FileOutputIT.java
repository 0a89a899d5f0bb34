package io.weir.job.output.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.embedded.Balance;
import io.weir.job.embedded.EmbeddedJob;
import io.weir.job.embedded.KeptState;
import io.weir.job.generate.Simulation;
import io.weir.job.generate.SimulationOptions;
import io.weir.job.input.UdpInput;
import io.weir.job.pipeline.WeirPipeline;
import io.weir.job.state.StateDirectory;
import io.weir.testing.FreeUdpPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class FileOutputIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int port = FreeUdpPort.find();

    @TempDir private Path folder;

    /** The files that the first run left open are gone on with by the second. */
    @Test
    void filesHaveEachFlowThatIsTakenOnceAfterAStopAndAStart() throws Exception {
        WeirConfiguration configuration =
                WeirConfiguration.load(
                        Optional.empty(),
                        List.of(
                                "listen.address=127.0.0.1",
                                "listen.udp=" + port,
                                "pipeline.parallelism=2",
                                "pipeline.checkpoint-interval=1s",
                                "streams.flows.file=1/2",
                                "file.roll-interval=1s",
                                "file.directory=" + folder.resolve("out")),
                        Map.of());
        long flows = 0;
        long leftOut = 0;
        long lines = 0;
        try (StateDirectory state = StateDirectory.open(folder.resolve("state"), 2)) {
            for (int run = 0; run < 2; run++) {
                try (EmbeddedJob job = start(configuration, state)) {
                    job.awaitListening(PATIENCE);
                    send(job);
                    if (run == 0) {
                        state.removeEarlier(job.suspend(state, PATIENCE));
                    } else {
                        job.drain(PATIENCE);
                    }
                    Balance balance = Balance.of(job.counters());
                    flows += balance.flows();
                    leftOut += balance.leftOut().get("file");
                    lines += balance.lines().get("file").get("flows");
                    assertThat(balance.unexplained()).isZero();
                }
            }
        }

        List<String> ids = new ArrayList<>();
        for (String line : finishedLines()) {
            JsonNode flow = JSON.readTree(line);
            assertThat(flow.at("/weir/document/one_in").asInt()).isEqualTo(2);
            ids.add(flow.at("/flow/id").asText());
        }
        assertThat(lines + leftOut).isEqualTo(flows);
        assertThat(leftOut).isPositive();
        assertThat(ids).hasSize((int) lines).doesNotHaveDuplicates();
    }

    private static EmbeddedJob start(WeirConfiguration configuration, StateDirectory state)
            throws Exception {
        return EmbeddedJob.start(
                "files",
                configuration.pipeline(),
                new KeptState(state, state.newest(skipped -> {})),
                environment ->
                        new FileOutput(configuration)
                                .attach(
                                        new WeirPipeline(environment, configuration)
                                                .build(new UdpInput(configuration.listen()))));
    }

    private void send(EmbeddedJob job) throws Exception {
        try (Simulation exporters =
                Simulation.start(
                        SimulationOptions.defaults()
                                .withFlowsPerSecond(1_000)
                                .withDuration(Duration.ofMinutes(5)),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            await().atMost(PATIENCE).until(() -> Balance.of(job.counters()).flows() > 2_000);
            exporters.stop();
        }
    }

    private List<String> finishedLines() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder.resolve("out").resolve("flows"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(file.getFileName().toString()).matches("weir-flows-.+\\.jsonl");
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }
}
