package io.weir.job.analyze;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.generate.Simulation;
import io.weir.job.generate.SimulationOptions;
import io.weir.operators.detect.Alert;
import io.weir.operators.detect.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How right detections were, by rule: their alerts against the truth of simulations. */
final class DetectionScores {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private final Set<String> rules;
    private final Map<String, Score> scores = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();

    /** Alerts that were right and wrong, and what was missed. */
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

    /** What there was to find, and who may be told of it. */
    private record Truth(
            String expected,
            Set<String> also,
            Set<String> entities,
            Set<String> scopes,
            Set<String> exporters,
            Instant start) {

        static Truth of(JsonNode instance) {
            return new Truth(
                    instance.path("expected").asText(),
                    texts(instance.path("also")),
                    texts(instance.path("entities")),
                    texts(instance.path("scopes")),
                    texts(instance.path("exporters")),
                    Instant.parse(instance.path("start").asText()));
        }

        /** An exporter that sent nothing from then on. */
        static Truth ofSilent(JsonNode exporter) {
            return new Truth(
                    "silent-exporter",
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    Set.of(exporter.path("exporter").asText()),
                    Instant.parse(exporter.path("silent_since").asText()));
        }

        /** The rules that must tell of it: of traffic, each that compares it. */
        Set<String> due() {
            Set<String> due = new TreeSet<>(scopes.isEmpty() ? Set.of() : also);
            due.add(expected);
            return due;
        }

        /** Where no host is to be named, it is the exporter, or nobody and the scope says it. */
        boolean explains(Finding finding) {
            String entity = Objects.toString(finding.entity(), "");
            boolean isNamed =
                    entities.isEmpty()
                            ? entity.isEmpty() || exporters.contains(entity)
                            : entities.contains(entity);
            return isNamed
                    && (expected.equals(finding.rule().id()) || also.contains(finding.rule().id()))
                    && (scopes.isEmpty() || scopes.contains(finding.scope()));
        }

        private static Set<String> texts(JsonNode array) {
            Set<String> texts = new HashSet<>();
            array.forEach(text -> texts.add(text.asText()));
            return texts;
        }
    }

    /**
     * @param rules those of which it counts what they missed
     */
    DetectionScores(Collection<String> rules) {
        this.rules = Set.copyOf(rules);
    }

    /**
     * Adds what is found in one simulation.
     *
     * @param settings of Weir besides those of the operator's networks
     * @param folder for its files
     */
    void simulate(SimulationOptions options, List<String> settings, Path folder) throws Exception {
        Path capture = folder.resolve(options.seed() + ".pcap");
        Path truth = folder.resolve(options.seed() + ".jsonl");
        Simulation.record(options, START, capture, () -> false).writeTruth(truth);
        List<String> all = new ArrayList<>(settings);
        all.add("rules.enabled=false");
        all.add("networks.internal=10.0.0.0/8");
        WeirConfiguration configuration = WeirConfiguration.load(Optional.empty(), all, Map.of());
        add(truth, Analysis.of(List.of(capture), configuration).alerts());
    }

    private void add(Path truthFile, List<Alert> alerts) throws IOException {
        List<Truth> truths = truths(truthFile);
        Set<String> found = new HashSet<>();
        for (Alert alert : alerts) {
            Finding finding = alert.finding();
            Score score = score(finding.rule().id());
            Optional<Truth> truth = truths.stream().filter(t -> t.explains(finding)).findFirst();
            if (truth.isEmpty()) {
                score.wrong++;
                wrong.add(alert.id() + " " + finding.count());
            } else if (found.add(key(finding))) {
                score.right++;
                long since = alert.openedMillis() - truth.get().start().toEpochMilli();
                score.slowestMillis = Math.max(score.slowestMillis, since);
            }
        }
        for (Truth truth : truths) {
            for (String rule : truth.due()) {
                if (rules.contains(rule) && !isFound(truth, rule, alerts)) {
                    score(rule).missed++;
                }
            }
        }
    }

    private static boolean isFound(Truth truth, String rule, List<Alert> alerts) {
        return alerts.stream()
                .map(Alert::finding)
                .filter(finding -> finding.rule().id().equals(rule))
                .anyMatch(truth::explains);
    }

    private Score score(String rule) {
        return scores.computeIfAbsent(rule, id -> new Score());
    }

    private static String key(Finding finding) {
        return finding.rule().id()
                + " "
                + (finding.entity() == null ? finding.scope() : finding.entity());
    }

    private static List<Truth> truths(Path file) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Truth> truths = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode node = json.readTree(line);
            if (node.path("type").asText().equals("attack")) {
                truths.add(Truth.of(node));
            } else if (node.has("silent_since")) {
                truths.add(Truth.ofSilent(node));
            }
        }
        return truths;
    }

    /** The rules that said anything, or should have. */
    Set<String> rules() {
        return scores.keySet();
    }

    /** The part of what there was that the rule found; 0 if it was never asked. */
    double recall(String rule) {
        return scores.containsKey(rule) ? scores.get(rule).recall() : 0;
    }

    /** The part of its alerts that were right. */
    double precision(String rule) {
        return scores.get(rule).precision();
    }

    /** The alerts that were not. */
    List<String> wrong() {
        return wrong;
    }

    /** For the page on detections. */
    String table() {
        StringBuilder table = new StringBuilder();
        table.append("| rule | right | wrong | missed | precision | recall | found after |\n");
        table.append("|---|---|---|---|---|---|---|\n");
        scores.forEach((rule, score) -> table.append(row(rule, score)));
        return table.toString();
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
}
