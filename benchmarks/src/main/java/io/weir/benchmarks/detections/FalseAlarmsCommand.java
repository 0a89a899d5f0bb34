package io.weir.benchmarks.detections;

import io.weir.job.analyze.Analysis;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.generate.Simulation;
import io.weir.job.generate.SimulationOptions;
import io.weir.operators.detect.Alert;
import io.weir.operators.detect.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How many alerts there are in traffic without an attack. */
@Command(
        name = "false-alarms",
        mixinStandardHelpOptions = true,
        description =
                "Analyses simulated traffic without any attack, and says what was taken for one:"
                        + " all alerts are wrong.")
final class FalseAlarmsCommand implements Callable<Integer> {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final double HOURS_PER_DAY = 24;

    @Option(
            names = "--hours",
            defaultValue = "24",
            description = "Of simulated time. Default: ${DEFAULT-VALUE}.")
    private int hours;

    @Option(
            names = "--rate",
            defaultValue = "200",
            description = "Flows per second of simulated time. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(
            names = "--exporters",
            defaultValue = "4",
            description = "Each has 250 hosts. Default: ${DEFAULT-VALUE}.")
    private int exporters;

    @Option(
            names = "--scenarios",
            split = ";",
            defaultValue = "normal;normal,look-alikes",
            description = "With semicolons between them. Default: ${DEFAULT-VALUE}.")
    private List<String> scenarios;

    @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting of Weir.")
    private List<String> settings = List.of();

    @Override
    public Integer call() throws Exception {
        List<String> all = new ArrayList<>(settings);
        all.add("rules.enabled=false");
        WeirConfiguration weir = WeirConfiguration.load(Optional.empty(), all, Map.of());
        System.out.println("| scenario | flows | alerts | a day | by rule |");
        System.out.println("|---|---|---|---|---|");
        List<String> details = new ArrayList<>();
        for (String scenario : scenarios) {
            Path capture = Files.createTempFile("weir-false-alarms-", ".pcap");
            try {
                long flows = record(scenario, capture);
                List<Alert> alerts = Analysis.of(List.of(capture), weir).alerts();
                System.out.println(row(scenario, flows, alerts));
                alerts.forEach(alert -> details.add(scenario + ": " + detail(alert)));
            } finally {
                Files.delete(capture);
            }
        }
        System.out.println();
        details.forEach(System.out::println);
        return 0;
    }

    private long record(String scenario, Path capture) throws IOException {
        SimulationOptions options =
                SimulationOptions.defaults()
                        .withScenario(scenario)
                        .withExporters(exporters)
                        .withFlowsPerSecond(rate)
                        .withSeed(seed)
                        .withDuration(Duration.ofHours(hours));
        return Simulation.write(options, START, capture).flows();
    }

    private String row(String scenario, long flows, List<Alert> alerts) {
        Map<String, Integer> byRule = new TreeMap<>();
        alerts.forEach(alert -> byRule.merge(alert.finding().rule().id(), 1, Integer::sum));
        return String.format(
                Locale.ROOT,
                "| `%s` | %,d | %,d | %.1f | %s |",
                scenario,
                flows,
                alerts.size(),
                alerts.size() * HOURS_PER_DAY / hours,
                byRule);
    }

    private static String detail(Alert alert) {
        Finding finding = alert.finding();
        return String.format(
                Locale.ROOT,
                "%s at %s: %d %s, %d flows, %d packets; peers %s, numbers %s",
                alert.id(),
                Instant.ofEpochMilli(alert.openedMillis()),
                finding.count(),
                finding.measure(),
                finding.traffic().flows(),
                finding.traffic().packets(),
                finding.sample().peers(),
                finding.sample().ports());
    }
}
