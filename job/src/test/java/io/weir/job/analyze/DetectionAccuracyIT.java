package io.weir.job.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.generate.Simulation;
import io.weir.job.generate.SimulationOptions;
import io.weir.operators.detect.Alert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final List<Integer> SEEDS = List.of(7, 11);
    private static final double ENOUGH = 0.95;

    /** Those that a minute and a half is enough for. */
    private static final List<String> RULES =
            List.of(
                    "syn-scan-horizontal",
                    "syn-scan-vertical",
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
                    "syn-flood",
                    "udp-flood",
                    "icmp-flood",
                    "fragment-flood",
                    "spoofed-bogon",
                    "spoofed-own-prefix",
                    "spoofed-foreign",
                    "threat-outbound");

    @TempDir private static Path folder;

    private static final Map<String, Score> SCORES = new TreeMap<>();
    private static final List<String> WRONG = new ArrayList<>();

    /** Alerts that were right and wrong, and attacks that were missed. */
    private static final class Score {

        private int right;
        private int wrong;
        private int missed;
        private long slowestMillis;

        private double precision() {
            return right + wrong == 0 ? 1 : (double) right / (right + wrong);
        }

        private double recall() {
            return right + missed == 0 ? 1 : (double) right / (right + missed);
        }
    }

    @BeforeAll
    static void analyze() throws Exception {
        for (int seed : SEEDS) {
            analyze(seed);
        }
        WRONG.forEach(System.out::println);
    }

    private static void analyze(int seed) throws Exception {
        Path capture = folder.resolve(seed + ".pcap");
        Path truth = folder.resolve(seed + ".jsonl");
        SimulationOptions options =
                SimulationOptions.defaults()
                        .withScenario("all,look-alikes")
                        .withFlowsPerSecond(3_000)
                        .withSeed(seed)
                        .withDuration(Duration.ofSeconds(90));
        Simulation.record(options, START, capture, () -> false).writeTruth(truth);
        WeirConfiguration configuration =
                WeirConfiguration.load(Optional.empty(), settings(), Map.of());
        score(instances(truth), Analysis.of(List.of(capture), configuration).alerts());
    }

    /** As of an operator who knows the own networks and the controller of infected hosts. */
    private static List<String> settings() throws IOException {
        Path feed = Files.writeString(folder.resolve("feed"), "203.0.113.99\n");
        return List.of(
                "rules.enabled=false",
                "networks.internal=10.0.0.0/8",
                "threats.feeds=controllers=" + feed);
    }

    private static List<JsonNode> instances(Path truth) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> instances = new ArrayList<>();
        for (String line : Files.readAllLines(truth)) {
            JsonNode node = json.readTree(line);
            if (node.path("type").asText().equals("attack")) {
                instances.add(node);
            }
        }
        return instances;
    }

    private static void score(List<JsonNode> attacks, List<Alert> alerts) {
        Set<String> found = new HashSet<>();
        for (Alert alert : alerts) {
            String rule = alert.finding().rule().id();
            String entity = alert.finding().entity().toString();
            Score score = SCORES.computeIfAbsent(rule, id -> new Score());
            Optional<JsonNode> attack =
                    attacks.stream().filter(a -> explains(a, rule, entity)).findFirst();
            if (attack.isEmpty()) {
                score.wrong++;
                WRONG.add("wrong: " + alert.id() + " " + alert.finding().count());
            } else if (found.add(rule + " " + entity)) {
                score.right++;
                long began = Instant.parse(attack.get().path("start").asText()).toEpochMilli();
                score.slowestMillis = Math.max(score.slowestMillis, alert.openedMillis() - began);
            }
        }
        for (JsonNode attack : attacks) {
            String rule = attack.path("expected").asText();
            if (RULES.contains(rule)
                    && entities(attack).stream()
                            .noneMatch(entity -> found.contains(rule + " " + entity))) {
                SCORES.computeIfAbsent(rule, id -> new Score()).missed++;
            }
        }
    }

    private static boolean explains(JsonNode attack, String rule, String entity) {
        List<String> rules = new ArrayList<>(List.of(attack.path("expected").asText()));
        attack.path("also").forEach(also -> rules.add(also.asText()));
        return rules.contains(rule) && entities(attack).contains(entity);
    }

    /** Of forged sources it is the exporter that an alert names. */
    private static List<String> entities(JsonNode attack) {
        List<String> entities = new ArrayList<>();
        attack.path("entities").forEach(entity -> entities.add(entity.asText()));
        if (entities.isEmpty()) {
            attack.path("exporters").forEach(exporter -> entities.add(exporter.asText()));
        }
        return entities;
    }

    @Test
    void pageSaysHowRightDetectionsAre() throws IOException {
        StringBuilder table = new StringBuilder();
        table.append("| rule | right | wrong | missed | precision | recall | found after |\n");
        table.append("|---|---|---|---|---|---|---|\n");
        SCORES.forEach((rule, score) -> table.append(row(rule, score)));
        new PageSection(DetectionAccuracyIT.class).beginsWith(table.toString());
    }

    private static String row(String rule, Score score) {
        return String.format(
                Locale.ROOT,
                "| `%s` | %d | %d | %d | %.2f | %.2f | %d s |%n",
                rule,
                score.right,
                score.wrong,
                score.missed,
                score.precision(),
                score.recall(),
                Math.round(score.slowestMillis / 1_000.0));
    }

    @Test
    void findsAlmostAllAttacks() {
        assertThat(SCORES.keySet()).containsAll(RULES);
        assertThat(RULES).allMatch(rule -> SCORES.get(rule).recall() >= ENOUGH);
    }

    @Test
    void isAlmostNeverWrong() {
        assertThat(SCORES.values()).as("%s", WRONG).allMatch(score -> score.precision() >= ENOUGH);
    }
}
