package io.weir.job.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.codec.flow.ExportProtocol;
import io.weir.job.generate.ReadExports.Exported;
import io.weir.udp.Datagram;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The truth says exactly what the decoder finds. */
class GroundTruthTest {

    private static final SimulationOptions EVERYTHING =
            SimulationOptions.defaults()
                    .withScenario("all,look-alikes")
                    .withDuration(Duration.ofSeconds(30));

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = ExportProtocol.class,
            names = {"NETFLOW_V5", "NETFLOW_V9", "IPFIX", "SFLOW_V5"})
    void countsWhatTheDecoderFindsOfEachActor(ExportProtocol protocol) throws IOException {
        ReadExports exports = ReadExports.of(EVERYTHING.withProtocols(List.of(protocol)), folder);

        assertThat(exports.problems()).isEmpty();
        assertThat(exports.instances()).hasSize(Attacks.ALL.size() + LookAlikes.ALL.size());
        for (JsonNode instance : exports.instances()) {
            assertAgrees(exports, instance);
            if (protocol != ExportProtocol.SFLOW_V5) {
                // NetFlow v9 says its export time, which flows' times count from, in whole seconds.
                assertSpans(exports, instance, protocol == ExportProtocol.NETFLOW_V9 ? 999 : 0);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ExportProtocol.class,
            names = {"NETFLOW_V5", "NETFLOW_V9", "IPFIX", "SFLOW_V5"})
    void countsWhatTheDecoderFindsOfSampledRestartedExporters(ExportProtocol protocol)
            throws IOException {
        // sFlow has a sample per sampled packet, not per flow.
        int sampling = protocol == ExportProtocol.SFLOW_V5 ? 1_000 : 10;
        ExporterOptions exporting =
                ExporterOptions.defaults()
                        .withSampling(sampling)
                        .withRestartEvery(Duration.ofSeconds(9))
                        .withClockSkew(Duration.ofMinutes(5));
        ReadExports exports =
                ReadExports.of(
                        EVERYTHING.withProtocols(List.of(protocol)).withExporting(exporting),
                        folder);

        assertThat(exports.problems()).isEmpty();
        for (JsonNode instance : exports.instances()) {
            assertAgrees(exports, instance);
        }
    }

    @Test
    void tellsLostFlowsApart() throws IOException {
        // Templates are lost, too: NetFlow v5 has none.
        SimulationOptions options =
                EVERYTHING
                        .withProtocols(List.of(ExportProtocol.NETFLOW_V5))
                        .withExporting(
                                ExporterOptions.defaults()
                                        .withImpairment(new Impairment(20, 0, 20)));
        ReadExports exports = ReadExports.of(options, folder);

        long lost = 0;
        for (JsonNode instance : exports.instances()) {
            assertAgrees(exports, instance);
            lost += instance.at("/lost/flows").asLong();
        }
        assertThat(lost).isPositive();
    }

    @ParameterizedTest
    @EnumSource(
            value = ExportProtocol.class,
            names = {"NETFLOW_V5", "NETFLOW_V9", "IPFIX", "SFLOW_V5"})
    void sumsUpEachExporter(ExportProtocol protocol) throws IOException {
        ReadExports exports = ReadExports.of(EVERYTHING.withProtocols(List.of(protocol)), folder);

        long flows = 0;
        long datagrams = 0;
        long bytes = 0;
        long options = 0;
        long counterSamples = 0;
        assertThat(exports.truth("exporter")).hasSize(3);
        for (JsonNode exporter : exports.truth("exporter")) {
            String address = exporter.at("/exporter").asText();
            assertThat(exports.flows().stream().filter(f -> f.exporter().equals(address)).count())
                    .isEqualTo(exporter.at("/flows").asLong());
            assertThat(exports.flows())
                    .filteredOn(f -> f.exporter().equals(address))
                    .extracting(Exported::domain)
                    .containsOnly(exporter.at("/domain").asLong());
            flows += exporter.at("/flows").asLong();
            datagrams += exporter.at("/datagrams").asLong();
            bytes += exporter.at("/bytes").asLong();
            options += exporter.at("/options_records").asLong();
            counterSamples += exporter.at("/counter_samples").asLong();
        }
        JsonNode totals = exports.truth("totals").get(0);
        assertThat(exports.flows()).hasSize((int) flows).hasSize(totals.at("/flows").asInt());
        assertThat(exports.datagrams())
                .hasSize((int) datagrams)
                .hasSize(totals.at("/datagrams").asInt());
        assertThat(exports.datagrams().stream().mapToLong(d -> d.payload().length).sum())
                .isEqualTo(bytes)
                .isEqualTo(totals.at("/bytes").asLong());
        assertThat(exports.optionsRecords()).isEqualTo(options);
        assertThat(exports.counterSamples()).hasSize((int) counterSamples);
    }

    @Test
    void countsDuplicatesAndLosses() throws IOException {
        SimulationOptions options =
                EVERYTHING
                        .withProtocols(List.of(ExportProtocol.NETFLOW_V5))
                        .withExporters(1)
                        .withExporting(
                                ExporterOptions.defaults()
                                        .withImpairment(new Impairment(10, 10, 10)));
        ReadExports exports = ReadExports.of(options, folder);

        JsonNode exporter = exports.truth("exporter").get(0);
        long duplicated = exporter.at("/duplicated/datagrams").asLong();
        long lost = exporter.at("/lost/datagrams").asLong();
        long reordered = exporter.at("/reordered/datagrams").asLong();
        Set<Integer> sequences = new HashSet<>();
        int highest = -1;
        long overtaken = 0;
        long repeated = 0;
        for (Datagram datagram : exports.datagrams()) {
            int sequence = ByteBuffer.wrap(datagram.payload()).getInt(16);
            if (!sequences.add(sequence)) {
                repeated++;
            } else if (sequence < highest) {
                overtaken++;
            }
            highest = Math.max(highest, sequence);
        }
        assertThat(repeated).isEqualTo(duplicated).isPositive();
        assertThat(overtaken).isEqualTo(reordered).isPositive();
        assertThat(lost).isPositive();
        assertThat(exports.datagrams()).hasSize(exporter.at("/datagrams").asInt());
        assertThat(exports.flows())
                .hasSize(exporter.at("/flows").asInt() + exporter.at("/duplicated/flows").asInt());
        assertThat(exporter.at("/flows").asLong() + exporter.at("/lost/flows").asLong())
                .isBetween(30_000L, 30_001L);
    }

    @ParameterizedTest
    @EnumSource(
            value = ExportProtocol.class,
            names = {"NETFLOW_V5", "NETFLOW_V9", "IPFIX", "SFLOW_V5"})
    void saysSinceWhenTheLastExporterIsSilent(ExportProtocol protocol) throws IOException {
        ExporterOptions exporting =
                ExporterOptions.defaults()
                        .withRestartEvery(Duration.ofSeconds(9))
                        .withSilentAfter(Duration.ofSeconds(10));
        ReadExports exports =
                ReadExports.of(
                        EVERYTHING.withProtocols(List.of(protocol)).withExporting(exporting),
                        folder);

        Instant silent = ReadExports.START.plusSeconds(10);
        List<JsonNode> told = exports.truth("exporter");
        assertThat(told).extracting(t -> t.has("silent_since")).containsExactly(false, false, true);
        assertThat(told.get(2).at("/silent_since").asText()).isEqualTo(silent.toString());
        assertThat(exports.datagrams())
                .filteredOn(d -> (d.sourceLow() & 0xff) == 3)
                .isNotEmpty()
                .allMatch(d -> d.receivedMillis() < silent.toEpochMilli() + 500);
        for (JsonNode instance : exports.instances()) {
            assertAgrees(exports, instance);
        }
    }

    @Test
    void isWrittenWholeOrNotAtAll() throws IOException {
        Path occupied = Files.createDirectories(folder.resolve("truth.jsonl/occupied"));
        SimulationReport report =
                Simulation.record(
                        EVERYTHING.withDuration(Duration.ofSeconds(1)),
                        ReadExports.START,
                        folder.resolve("exports.pcap"),
                        () -> false);

        assertThatThrownBy(() -> report.writeTruth(occupied.getParent()))
                .isInstanceOf(IOException.class);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("truth.jsonl", "exports.pcap");
        }
    }

    @Test
    void isTrueOfARunThatWasStopped() throws IOException {
        int[] asked = {0};
        Path truth = folder.resolve("truth.jsonl");
        SimulationReport report =
                Simulation.record(
                        EVERYTHING,
                        ReadExports.START,
                        folder.resolve("exports.pcap"),
                        () -> ++asked[0] > 5);
        report.writeTruth(truth);

        assertThat(report.totals().flows()).isBetween(5_000L, 5_001L);
        assertThat(Files.readString(truth)).contains("\"end\":\"2026-01-31T12:00:05Z\"");
    }

    private static void assertAgrees(ReadExports exports, JsonNode instance) {
        String scenario = instance.at("/scenario").asText();
        List<Exported> flows = exports.flowsOf(scenario);
        assertThat((long) flows.size())
                .as("flows of %s", scenario)
                .isEqualTo(arrived(instance, "flows"));
        assertThat(flows.stream().mapToLong(Exported::packets).sum())
                .as("packets of %s", scenario)
                .isEqualTo(arrived(instance, "packets"));
        assertThat(flows.stream().mapToLong(Exported::bytes).sum())
                .as("bytes of %s", scenario)
                .isEqualTo(arrived(instance, "bytes"));
        if (arrived(instance, "flows") == instance.at("/flows").asLong()) {
            Set<String> exporters = new TreeSet<>();
            flows.forEach(flow -> exporters.add(flow.exporter()));
            Set<String> told = new TreeSet<>();
            instance.at("/exporters").forEach(exporter -> told.add(exporter.asText()));
            assertThat(told).as("exporters of %s", scenario).isEqualTo(exporters);
        }
    }

    private static void assertSpans(ReadExports exports, JsonNode instance, long precisionMillis) {
        List<Exported> flows = exports.flowsOf(instance.at("/scenario").asText());
        long start = flows.stream().mapToLong(Exported::start).min().orElseThrow();
        long end = flows.stream().mapToLong(Exported::end).max().orElseThrow();
        assertThat(millis(instance, "start")).isBetween(start, start + precisionMillis);
        assertThat(millis(instance, "end")).isBetween(end, end + precisionMillis);
    }

    private static long millis(JsonNode instance, String what) {
        return Instant.parse(instance.at("/" + what).asText()).toEpochMilli();
    }

    private static long arrived(JsonNode instance, String what) {
        return instance.at("/" + what).asLong() - instance.at("/lost/" + what).asLong();
    }
}
