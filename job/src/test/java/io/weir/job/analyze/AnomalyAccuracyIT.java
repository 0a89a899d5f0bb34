package io.weir.job.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.generate.ExporterOptions;
import io.weir.job.generate.SimulationOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * How right the detections are that compare with what is usual, or miss what should be: some
 * minutes of simulated traffic with anomalies, look-alikes, and an exporter that falls silent.
 */
@Timeout(300)
class AnomalyAccuracyIT {

    private static final List<Integer> SEEDS = List.of(7, 11);

    private static final List<String> RULES =
            List.of(
                    "session-fan-out",
                    "volume-anomaly-service",
                    "volume-anomaly-as",
                    "volume-anomaly-interface",
                    "silent-exporter");

    @TempDir private static Path folder;

    private static final DetectionScores SCORES = new DetectionScores(RULES);

    @BeforeAll
    static void analyze() throws Exception {
        for (int seed : SEEDS) {
            SimulationOptions options =
                    SimulationOptions.defaults()
                            .withScenario("anomalies,look-alikes")
                            .withExporters(4)
                            .withExporting(
                                    ExporterOptions.defaults()
                                            .withSilentAfter(Duration.ofMinutes(2)))
                            .withFlowsPerSecond(400)
                            .withSeed(seed)
                            .withDuration(Duration.ofSeconds(500));
            SCORES.simulate(options, List.of("detections.warm-up=2m"), folder);
        }
        SCORES.wrong().forEach(System.out::println);
    }

    @Test
    void pageSaysHowRightDetectionsAre() throws IOException {
        new PageSection(AnomalyAccuracyIT.class).beginsWith(SCORES.table());
    }

    @Test
    void findsAllAnomalies() {
        assertThat(RULES).allMatch(rule -> SCORES.recall(rule) == 1);
    }

    @Test
    void isNeverWrong() {
        assertThat(SCORES.wrong()).isEmpty();
    }
}
