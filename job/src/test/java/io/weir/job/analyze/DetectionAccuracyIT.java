package io.weir.job.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.generate.SimulationOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * How right the built-in detections are at their default thresholds: every simulated attack and
 * look-alike at once, amid normal traffic, against what the simulation says of them.
 */
@Timeout(300)
class DetectionAccuracyIT {

    private static final List<Integer> SEEDS = List.of(7, 11);
    private static final double ENOUGH = 0.95;

    /** Those that a minute and a half is enough for. */
    private static final List<String> RULES =
            List.of(
                    "syn-scan-horizontal",
                    "syn-scan-vertical",
                    "syn-scan-block",
                    "udp-scan",
                    "icmp-unreachable",
                    "icmp-sweep",
                    "icmp-backscatter",
                    "signature-code-red",
                    "signature-slammer",
                    "signature-sasser",
                    "signature-blaster",
                    "signature-welchia",
                    "login-brute-force",
                    "login-brute-force-distributed",
                    "smtp-spam",
                    "p2p",
                    "dns-reflection",
                    "ntp-reflection",
                    "memcached-reflection",
                    "ssdp-reflection",
                    "snmp-reflection",
                    "cldap-reflection",
                    "chargen-reflection",
                    "tcp-reflection",
                    "open-reflector",
                    "syn-flood",
                    "udp-flood",
                    "icmp-flood",
                    "fragment-flood",
                    "spoofed-bogon",
                    "spoofed-own-prefix",
                    "spoofed-foreign",
                    "threat-session",
                    "threat-outbound");

    @TempDir private static Path folder;

    private static final DetectionScores SCORES = new DetectionScores(RULES);

    @BeforeAll
    static void analyze() throws Exception {
        // An operator knows whom not to trust.
        Path feed = Files.writeString(folder.resolve("feed"), "203.0.113.98\n203.0.113.99\n");
        for (int seed : SEEDS) {
            SimulationOptions options =
                    SimulationOptions.defaults()
                            .withScenario("all,look-alikes")
                            .withFlowsPerSecond(3_000)
                            .withSeed(seed)
                            .withDuration(Duration.ofSeconds(90));
            SCORES.simulate(options, List.of("threats.feeds=threats=" + feed), folder);
        }
        SCORES.wrong().forEach(System.out::println);
    }

    @Test
    void pageSaysHowRightDetectionsAre() throws IOException {
        new PageSection(DetectionAccuracyIT.class).beginsWith(SCORES.table());
    }

    @Test
    void findsAlmostAllAttacks() {
        assertThat(RULES).allMatch(rule -> SCORES.recall(rule) >= ENOUGH);
    }

    @Test
    void isAlmostNeverWrong() {
        assertThat(SCORES.rules())
                .as("%s", SCORES.wrong())
                .allMatch(rule -> SCORES.precision(rule) >= ENOUGH);
    }
}
