package io.weir.job.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.config.AlertMoment;
import io.weir.job.config.AlertSelection;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.generate.Simulation;
import io.weir.job.generate.SimulationOptions;
import io.weir.operators.detect.Alert;
import io.weir.operators.detect.Alert.Status;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
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

/** The life cycle of alerts behind built-in detections and SQL rules, on an embedded Flink. */
@Timeout(120)
class AlertsIT {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir private static Path folder;

    private static Path attacks;

    @BeforeAll
    static void simulateAttacks() throws IOException {
        attacks = folder.resolve("attacks.pcap");
        Simulation.write(
                SimulationOptions.defaults()
                        .withScenario("syn-scan,icmp-unreachable,login-brute-force")
                        .withSeed(7)
                        .withDuration(Duration.ofSeconds(90)),
                START,
                attacks);
    }

    @Test
    void suppressedFindingsOpenNoAlertUntilTheSuppressionEnds() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("suppressions.yaml"),
                        """
                        - rule: "*"
                          entity: 203.0.113.0/26
                          until: forever
                          reason: takes the login attempts
                        - rule: syn-scan-vertical
                          entity: "*"
                          until: 2026-01-01T12:00:40Z
                          reason: ends within the scan
                        """);
        List<Alert> alerts = analyze("alerts.suppressions=" + file).alerts();

        assertThat(alerts)
                .extracting(alert -> alert.finding().rule().id())
                .containsExactlyInAnyOrder(
                        "icmp-unreachable", "syn-scan-horizontal", "syn-scan-vertical", "udp-scan");
        assertThat(alerts)
                .filteredOn(alert -> alert.finding().rule().id().equals("syn-scan-vertical"))
                .allSatisfy(
                        alert ->
                                assertThat(Instant.ofEpochMilli(alert.openedMillis()))
                                        .isBetween(START.plusSeconds(40), START.plusSeconds(60)));
    }

    @Test
    void dryRunsAreMarkedAndNotDelivered() throws Exception {
        AlertSelection all = new AlertSelection(1, List.of(), List.of(AlertMoment.values()));
        Analysis analysis = analyze("alerts.dry-run=login-brute-force, icmp-unreachable");

        assertThat(analysis.alerts()).hasSize(5);
        assertThat(analysis.alerts())
                .filteredOn(Alert::isDryRun)
                .extracting(alert -> alert.finding().rule().id())
                .containsExactlyInAnyOrder("login-brute-force", "icmp-unreachable");
        assertThat(analysis.alerts())
                .allSatisfy(alert -> assertThat(all.takes(alert)).isEqualTo(!alert.isDryRun()));
        StringWriter table = new StringWriter();
        new TableReport().print(analysis, new PrintWriter(table, true));
        assertThat(table.toString().lines())
                .filteredOn(line -> line.endsWith(" (dry run)"))
                .hasSize(2);
    }

    @Test
    void aRuleThatFindsTooMuchTellsOnceHowMuchItHeldBack() throws Exception {
        Path rules = Files.createDirectory(folder.resolve("rules"));
        Files.writeString(
                rules.resolve("each-target.sql"),
                """
                -- id: each-target
                -- title: Somebody tries to connect
                -- category: policy
                -- severity: 1
                SELECT destination_ip, COUNT(*) AS hits, window_start, window_end
                FROM TABLE(TUMBLE(TABLE tcp_syn, DESCRIPTOR(received), INTERVAL '10' SECOND))
                GROUP BY destination_ip, window_start, window_end
                """);
        List<Alert> alerts =
                analyze(
                                "alerts.per-rule-and-minute=2",
                                "alerts.open-per-rule=2",
                                "rules.directory=" + rules)
                        .alerts()
                        .stream()
                        .filter(alert -> alert.finding().rule().id().equals("each-target"))
                        .toList();
        List<Alert> heldBack =
                alerts.stream().filter(alert -> alert.finding().isOfHeldBack()).toList();

        assertThat(heldBack)
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.status()).isEqualTo(Status.CLOSED);
                            assertThat(alert.finding().count()).isGreaterThan(100);
                            assertThat(alert.finding().sample().peers()).hasSize(10);
                            assertThat(alert.id()).startsWith("each-target/held-back/");
                        });
        assertThat(alerts.size() - heldBack.size()).isBetween(2, 2 * 3);
    }

    @Test
    void closedAlertsHaveTheirWholeCourse() throws Exception {
        assertThat(analyze().alerts())
                .allSatisfy(
                        alert -> {
                            assertThat(alert.status()).isEqualTo(Status.CLOSED);
                            assertThat(alert.revision()).isEqualTo(100);
                            assertThat(alert.course().durationMillis()).isPositive();
                            assertThat(alert.course().count())
                                    .isGreaterThanOrEqualTo(alert.finding().count());
                        });
    }

    private static Analysis analyze(String... settings) throws Exception {
        return Analysis.of(
                List.of(attacks),
                WeirConfiguration.load(Optional.empty(), List.of(settings), Map.of()));
    }
}
