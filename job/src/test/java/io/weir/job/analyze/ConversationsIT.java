package io.weir.job.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.config.WeirConfiguration;
import io.weir.job.generate.Simulation;
import io.weir.job.generate.SimulationOptions;
import io.weir.operators.conversations.Conversation;
import io.weir.operators.traffic.Dimension;
import io.weir.operators.traffic.TopN;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Conversations of captures, joined by the whole pipeline on an embedded Flink. */
@Timeout(120)
class ConversationsIT {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir private static Path folder;

    private static Path capture;
    private static Analysis analysis;

    @BeforeAll
    static void analyzeTraffic() throws Exception {
        capture = folder.resolve("normal.pcap");
        SimulationOptions options =
                SimulationOptions.defaults()
                        .withScenario("normal")
                        .withSeed(7)
                        .withDuration(Duration.ofSeconds(90));
        Simulation.write(options, START, capture);
        analysis = analyze("conversations.enabled=true");
    }

    @Test
    void joinAllFlowsAndLoseNothing() {
        List<Conversation> conversations = analysis.conversations();

        assertThat(conversations).isNotEmpty().allMatch(Conversation::isFinal);
        assertThat(conversations.stream().mapToLong(Conversation::records).sum())
                .isEqualTo(analysis.balance().flows());
        assertThat(conversations.stream().mapToLong(Conversation::bytes).sum())
                .isEqualTo(bytesOfTopN());
        assertThat(conversations)
                .as("some have both directions")
                .anyMatch(joined -> joined.source().bytes() > 0 && joined.destination().bytes() > 0)
                .hasSizeLessThan((int) analysis.balance().flows());
    }

    /** Of a dimension that has each flow once. */
    private static long bytesOfTopN() {
        return analysis.topN().stream()
                .filter(top -> top.dimension() == Dimension.AS_PAIR)
                .filter(top -> top.windowEnd() - top.windowStart() == 60_000)
                .map(TopN::all)
                .mapToLong(all -> all.bytes())
                .sum();
    }

    @Test
    void areTheSameOnMoreSubtasks() throws Exception {
        Analysis parallel =
                analyze(
                        "conversations.enabled=true",
                        "pipeline.parallelism=4",
                        "pipeline.spread=always");

        assertThat(parallel.conversations())
                .containsExactlyInAnyOrderElementsOf(analysis.conversations());
    }

    @Test
    void arePrintedAsDocuments() {
        StringWriter text = new StringWriter();
        new JsonReport().print(analysis, new PrintWriter(text));

        assertThat(
                        text.toString()
                                .lines()
                                .filter(line -> line.startsWith("{\"type\":\"conversation\"")))
                .hasSameSizeAs(analysis.conversations())
                .allMatch(line -> line.contains("\"status\":\"final\""));
    }

    @Test
    void areNotJoinedByDefault() throws Exception {
        assertThat(analyze().conversations()).isEmpty();
    }

    private static Analysis analyze(String... settings) throws Exception {
        return Analysis.of(
                List.of(capture),
                WeirConfiguration.load(Optional.empty(), List.of(settings), Map.of()));
    }
}
