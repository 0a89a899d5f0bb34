package io.weir.job.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.session.ExporterSession;
import io.weir.codec.session.SessionCounter;
import io.weir.codec.session.SessionLimits;
import io.weir.codec.store.MemorySessionStore;
import io.weir.job.capture.CaptureReader;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.generate.Simulation;
import io.weir.job.generate.SimulationOptions;
import io.weir.operators.SampledCounters;
import io.weir.operators.detect.Alert;
import io.weir.operators.exporters.Accounts;
import io.weir.operators.traffic.Dimension;
import io.weir.operators.traffic.TopN;
import io.weir.operators.traffic.Traffic;
import io.weir.udp.Datagram;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole pipeline over captures of simulated exporters, on an embedded Flink. */
@Timeout(120)
class AnalysisIT {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration LENGTH = Duration.ofSeconds(90);

    private static final String SCENARIOS = "syn-scan,icmp-unreachable,login-brute-force";

    /**
     * Rule and entity of every attack in the scenarios. The host that draws unreachables draws them
     * by a scan.
     */
    private static final List<String> ATTACKS =
            List.of(
                    "icmp-unreachable 10.3.0.99",
                    "login-brute-force 203.0.113.22",
                    "syn-scan-horizontal 203.0.113.66",
                    "syn-scan-vertical 203.0.113.77",
                    "udp-scan 10.3.0.99");

    @TempDir private static Path folder;

    private static Path attacks;
    private static Analysis analysis;

    @BeforeAll
    static void analyzeAttacks() throws Exception {
        attacks = capture(SCENARIOS);
        analysis = analyze(attacks);
    }

    @Test
    void findsEachAttackOnceAndNothingElse() {
        assertThat(rulesAndEntities(analysis)).containsExactlyElementsOf(ATTACKS);
    }

    @Test
    void opensAlertsSoonAfterTheAttackBegins() {
        assertThat(analysis.alerts())
                .allSatisfy(
                        alert ->
                                assertThat(Instant.ofEpochMilli(alert.openedMillis()))
                                        .as(alert.id())
                                        .isBetween(START, START.plusSeconds(20)));
    }

    @Test
    void closesAlertsAtTheEndOfTheCapture() {
        assertThat(analysis.alerts()).extracting(Alert::status).containsOnly(Alert.Status.CLOSED);
    }

    @Test
    void findsNothingInNormalTraffic() throws Exception {
        Analysis normal = analyze(capture("normal"));

        assertThat(rulesAndEntities(normal)).isEmpty();
        assertThat(normal.balance().flows()).isGreaterThan(80_000);
    }

    @Test
    void runsWithoutAnyDetection() throws Exception {
        Stream<String> detections =
                Stream.of(
                        "syn-scan",
                        "udp-scan",
                        "icmp-unreachable",
                        "icmp-sweep",
                        "icmp-backscatter",
                        "signatures",
                        "login-brute-force",
                        "smtp-spam",
                        "p2p",
                        "reflection",
                        "flood",
                        "spoofing",
                        "threat");
        String[] off =
                Stream.concat(
                                Stream.of("rules.enabled=false"),
                                detections.map(name -> "detections." + name + ".enabled=false"))
                        .toArray(String[]::new);
        Analysis without = analyze(attacks, off);

        assertThat(without.alerts()).isEmpty();
        assertThat(without.balance().flows()).isEqualTo(analysis.balance().flows());
    }

    @Test
    void accountsForEveryByteInTopN() throws IOException {
        Traffic all = Traffic.NONE;
        for (TopN top : minutes()) {
            all = all.plus(top.all());
        }
        assertThat(all).isEqualTo(decoded(attacks));
    }

    @Test
    void listsEachWindowOnceWithItsBestTalkersFirst() {
        assertThat(minutes()).extracting(TopN::windowStart).doesNotHaveDuplicates().isSorted();
        assertThat(analysis.topN())
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(
                        top ->
                                assertThat(top.entries())
                                        .extracting(entry -> entry.traffic().bytes())
                                        .isSortedAccordingTo((a, b) -> Long.compare(b, a)));
    }

    /** Of a dimension that has each flow once. */
    private static List<TopN> minutes() {
        return analysis.topN().stream()
                .filter(top -> top.dimension() == Dimension.AS_PAIR)
                .filter(top -> top.windowEnd() - top.windowStart() == 60_000)
                .toList();
    }

    @Test
    void explainsEveryDatagram() {
        assertThat(analysis.balance().unexplained()).isZero();
        assertThat(analysis.balance().malformed()).isEmpty();
        assertThat(analysis.balance().waitingSets().came()).isZero();
        assertThat(analysis.balance().received()).isPositive();
    }

    @Test
    void accountsForEveryDatagramInTheMinutesOfExporters() {
        Accounts all =
                analysis.exporters().stream()
                        .map(minute -> minute.activity().accounts())
                        .reduce(Accounts.NONE, Accounts::plus);

        assertThat(analysis.exporters()).hasSizeGreaterThan(3);
        assertThat(all.datagrams()).isEqualTo(analysis.balance().received());
        assertThat(all.decoded()).isEqualTo(analysis.balance().decoded());
        assertThat(all.flows()).isEqualTo(analysis.balance().flows());
        assertThat(all.count(SessionCounter.OPTIONS_RECORDS.id()))
                .isEqualTo(analysis.balance().sessions().count(SessionCounter.OPTIONS_RECORDS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"never", "always"})
    void printsTheSameForTheSameCapture(String spread) throws Exception {
        assertThat(json(analyze(attacks, "pipeline.spread=" + spread))).isEqualTo(json(analysis));
    }

    /** Subtasks that run ahead of others open an alert at another time, but the same alert. */
    @ParameterizedTest
    @ValueSource(strings = {"never", "always"})
    void findsTheSameWithMoreSubtasks(String spread) throws Exception {
        Analysis parallel = analyze(attacks, "pipeline.parallelism=4", "pipeline.spread=" + spread);

        assertThat(rulesAndEntities(parallel)).containsExactlyElementsOf(ATTACKS);
        assertThat(parallel.topN()).isEqualTo(analysis.topN());
        assertThat(parallel.exporters()).isEqualTo(analysis.exporters());
        assertThat(accounts(parallel)).isEqualTo(accounts(analysis));
    }

    private static JsonNode accounts(Analysis analysis) {
        return analysis.balance().toJson();
    }

    /**
     * Without the file sharer: a subtask that sees few of its answers may take it for a scanner.
     */
    @Test
    void printsTheSameForSeveralCapturesInAnyOrder() throws Exception {
        List<Path> files =
                List.of(
                        part(1, "syn-scan"),
                        part(2, "normal"),
                        part(3, "worms,brute-force,spoofed-sources,ntp-reflection"));
        List<Path> reversed = List.of(files.get(2), files.get(1), files.get(0));
        Analysis once = analyze(files);
        Analysis parallel = analyze(reversed, "pipeline.parallelism=2");

        assertThat(rulesAndEntities(once)).isNotEmpty();
        assertThat(once.topN()).isNotEmpty();
        assertThat(json(analyze(reversed))).isEqualTo(json(once));
        assertThat(rulesAndEntities(parallel)).isEqualTo(rulesAndEntities(once));
        assertThat(parallel.topN()).isEqualTo(once.topN());
        assertThat(accounts(parallel)).isEqualTo(accounts(once));
    }

    @Test
    void endsWithTheReasonOnDamagedCapture() throws IOException {
        Path damaged = Files.write(folder.resolve("damaged.pcap"), new byte[] {9, 9, 9, 9, 9});

        assertThatThrownBy(() -> analyze(damaged))
                .isInstanceOf(ExecutionException.class)
                .hasStackTraceContaining(damaged + " is damaged or not a capture");
    }

    private static Path capture(String scenario) throws IOException {
        Path file = folder.resolve(scenario + ".pcap");
        SimulationOptions options =
                SimulationOptions.defaults()
                        .withScenario(scenario)
                        .withSeed(7)
                        .withDuration(LENGTH);
        Simulation.write(options, START, file);
        return file;
    }

    /** What one of several collectors captured, beginning some seconds after the one before. */
    private static Path part(int number, String scenario) throws IOException {
        Path file = folder.resolve("part-" + number + ".pcap");
        SimulationOptions options =
                SimulationOptions.defaults()
                        .withScenario(scenario)
                        .withSeed(number)
                        .withDuration(Duration.ofSeconds(30));
        Simulation.write(options, START.plusSeconds(7L * number), file);
        return file;
    }

    private static Analysis analyze(Path capture, String... settings) throws Exception {
        return analyze(List.of(capture), settings);
    }

    private static Analysis analyze(List<Path> captures, String... settings) throws Exception {
        return Analysis.of(
                captures, WeirConfiguration.load(Optional.empty(), List.of(settings), Map.of()));
    }

    private static List<String> rulesAndEntities(Analysis analysis) {
        return analysis.alerts().stream()
                .map(alert -> alert.finding().rule().id() + " " + alert.finding().entity())
                .sorted()
                .toList();
    }

    private static String json(Analysis analysis) {
        StringWriter text = new StringWriter();
        new JsonReport().print(analysis, new PrintWriter(text, true));
        return text.toString();
    }

    /** The sum of all flows in the capture, read without the pipeline. */
    private static Traffic decoded(Path capture) throws IOException {
        Map<Long, ExporterSession> sessions = new HashMap<>();
        FlowBatch batch = new FlowBatch();
        long bytes = 0;
        long packets = 0;
        long flows = 0;
        try (CaptureReader reader = CaptureReader.open(capture)) {
            Datagram datagram;
            while ((datagram = reader.next()) != null) {
                ExporterSession session =
                        sessions.computeIfAbsent(
                                datagram.sourceLow(),
                                exporter ->
                                        new ExporterSession(
                                                new MemorySessionStore(),
                                                new IgnoringListener(),
                                                SessionLimits.DEFAULTS));
                session.decode(datagram.payload(), batch);
                do {
                    for (int row = 0; row < batch.size(); row++) {
                        bytes += SampledCounters.bytes(batch, row);
                        packets += SampledCounters.packets(batch, row);
                    }
                    flows += batch.size();
                } while (session.decodeReleased(batch));
            }
        }
        return new Traffic(bytes, packets, flows);
    }
}
