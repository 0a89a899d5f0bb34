package io.weir.job.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.codec.IpAddress;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.raw.RawRecord;
import io.weir.codec.sflow.CounterSample;
import io.weir.job.generate.ReadExports.Exported;
import io.weir.udp.Datagram;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Exporters sample, restart, have clocks, and tell of themselves. */
class ExporterStateTest {

    private static final ExporterOptions PLAIN = ExporterOptions.defaults();
    private static final SimulationOptions ONE =
            SimulationOptions.defaults()
                    .withProtocols(List.of(ExportProtocol.IPFIX))
                    .withExporters(1)
                    .withDuration(Duration.ofSeconds(20));

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = ExportProtocol.class,
            names = {"NETFLOW_V5", "NETFLOW_V9", "IPFIX"})
    void thinsFlowsToTheirSampledPackets(ExportProtocol protocol) throws IOException {
        List<Exported> all = export(protocol, PLAIN).flows();
        List<Exported> sampled = export(protocol, PLAIN.withSampling(100)).flows();

        assertThat(sampled).hasSizeBetween(all.size() / 50, all.size() / 4);
        long packets = all.stream().mapToLong(Exported::packets).sum();
        long sampledPackets = sampled.stream().mapToLong(Exported::packets).sum();
        assertThat((double) sampledPackets).isBetween(packets / 110.0, packets / 90.0);
        long bytes = all.stream().mapToLong(Exported::bytes).sum();
        long sampledBytes = sampled.stream().mapToLong(Exported::bytes).sum();
        assertThat((double) sampledBytes).isBetween(bytes / 115.0, bytes / 85.0);
        assertThat(sampled)
                .filteredOn(flow -> flow.packets() == 1)
                .isNotEmpty()
                .allMatch(flow -> flow.start() == flow.end());
    }

    @Test
    void samplesPacketsOfSflowAtItsRate() throws IOException {
        long packets =
                export(ExportProtocol.NETFLOW_V5, PLAIN).flows().stream()
                        .mapToLong(Exported::packets)
                        .sum();
        List<Exported> samples = export(ExportProtocol.SFLOW_V5, PLAIN.withSampling(200)).flows();

        // Not the same packets: sFlow carries IPv6, and draws other random numbers.
        assertThat((double) samples.size()).isBetween(packets / 400.0, packets / 100.0);
        assertThat(samples).allMatch(flow -> flow.sampling() == 200);
    }

    @Test
    void announcesSamplingAsTheProtocolHasIt() throws IOException {
        assertThat(export(ExportProtocol.NETFLOW_V5, PLAIN.withSampling(50)).flows())
                .allMatch(flow -> flow.sampling() == 50);
        assertThat(options(ExportProtocol.NETFLOW_V9, 50, "samplerRandomInterval"))
                .allMatch(record -> text(record, "samplerRandomInterval").equals("50"))
                .allMatch(record -> text(record, "samplerId").equals("1"));
        assertThat(options(ExportProtocol.IPFIX, 50, "samplingPacketSpace"))
                .allMatch(record -> text(record, "samplingPacketInterval").equals("1"))
                .allMatch(record -> text(record, "samplingPacketSpace").equals("49"))
                .allMatch(record -> text(record, "selectorId").equals("1"));
        assertThat(export(ExportProtocol.NETFLOW_V5, PLAIN).flows())
                .allMatch(flow -> flow.sampling() <= 1);
    }

    /** No record of a flow says that it was sampled. */
    @ParameterizedTest
    @EnumSource(
            value = ExportProtocol.class,
            names = {"NETFLOW_V9", "IPFIX"})
    void letsTheTrafficBeEstimatedBySamplingThatOnlyOptionsTell(ExportProtocol protocol)
            throws IOException {
        long packets = export(protocol, PLAIN).flows().stream().mapToLong(Exported::packets).sum();
        List<Exported> sampled = export(protocol, PLAIN.withSampling(50)).flows();

        assertThat(sampled).isNotEmpty().allMatch(flow -> flow.sampling() == 50);
        double estimated =
                sampled.stream().mapToLong(flow -> flow.packets() * flow.sampling()).sum();
        assertThat(estimated).isCloseTo((double) packets, Percentage.withPercentage(10));
    }

    @ParameterizedTest
    @EnumSource(
            value = ExportProtocol.class,
            names = {"NETFLOW_V9", "IPFIX"})
    void tellsOfApplicationsInterfacesAndItself(ExportProtocol protocol) throws IOException {
        ReadExports exports = export(protocol, PLAIN);

        Set<String> names = new TreeSet<>();
        exports.optionsWith("applicationName")
                .forEach(record -> names.add(text(record, "applicationName")));
        assertThat(names).contains("https", "domain", "icmp").hasSize(13);
        assertThat(exports.optionsWith("interfaceName"))
                .extracting(record -> text(record, "interfaceDescription"))
                .contains("Internet", "Clients", "Servers");
        assertThat(exports.optionsWith("exportedFlowRecordTotalCount")).isNotEmpty();
        assertThat(exports.optionsRecords())
                .isEqualTo(exports.truth("totals").get(0).at("/options_records").asInt());
    }

    @Test
    void statisticsCountWhatWasExportedBefore() throws IOException {
        ReadExports exports =
                export(
                        ExportProtocol.IPFIX,
                        PLAIN.withRefresh(
                                new ExporterOptions.Refresh(
                                        Duration.ofSeconds(10), Optional.empty())));

        assertThat(exports.optionsWith("exportedFlowRecordTotalCount"))
                .extracting(record -> text(record, "exportedFlowRecordTotalCount"))
                .first()
                .isEqualTo("0");
        assertThat(
                        Long.parseLong(
                                text(
                                        exports.optionsWith("exportedFlowRecordTotalCount").get(1),
                                        "exportedFlowRecordTotalCount")))
                .isBetween(9_900L, 10_100L);
    }

    @Test
    void refreshesTemplatesByDatagrams() throws IOException {
        ExporterOptions.Refresh refresh =
                new ExporterOptions.Refresh(Duration.ofHours(1), Optional.of(100));
        ReadExports exports = export(ExportProtocol.NETFLOW_V9, PLAIN.withRefresh(refresh));

        int announcements = exports.optionsWith("samplerRandomInterval").size();
        assertThat(announcements).isGreaterThan(3);
        assertThat(exports.datagrams().size() / announcements).isBetween(80, 105);
    }

    @ParameterizedTest
    @CsvSource({
        "NETFLOW_V5, 4, 16, 0",
        "NETFLOW_V9, 4, 12, 0",
        "IPFIX, -1, 8, 0",
        "SFLOW_V5, 20, 16, 1"
    })
    void restartsResetSequenceAndUptime(
            ExportProtocol protocol, int uptimeAt, int sequenceAt, int firstSequence)
            throws IOException {
        ReadExports exports = export(protocol, PLAIN.withRestartEvery(Duration.ofSeconds(6)));

        List<Integer> restartedAt = new ArrayList<>();
        long uptimeBefore = -1;
        int sequenceBefore = -1;
        for (int i = 0; i < exports.datagrams().size(); i++) {
            ByteBuffer datagram = ByteBuffer.wrap(exports.datagrams().get(i).payload());
            int sequence = datagram.getInt(sequenceAt);
            long uptime = uptimeAt < 0 ? 0 : Integer.toUnsignedLong(datagram.getInt(uptimeAt));
            if (i > 0 && sequence == firstSequence && sequenceBefore > firstSequence) {
                restartedAt.add(i);
                assertThat(uptime).isLessThan(1_000);
                assertThat(uptimeAt < 0 ? 1 : uptimeBefore).isPositive();
            } else if (i > 0) {
                assertThat(uptime).isGreaterThanOrEqualTo(uptimeBefore);
                assertThat(sequence).isGreaterThanOrEqualTo(sequenceBefore);
            }
            uptimeBefore = uptime;
            sequenceBefore = sequence;
        }
        assertThat(restartedAt).hasSize(3);
        JsonNode exporter = exports.truth("exporter").get(0);
        assertThat(exporter.at("/restarts").asInt()).isEqualTo(3);
        assertThat(exports.problems()).isEmpty();
        boolean templates = protocol == ExportProtocol.NETFLOW_V9 || uptimeAt < 0;
        assertThat(exports.redefinitions()).isEqualTo(templates ? 3 * FlowLayout.COUNT : 0);
    }

    @ParameterizedTest
    @EnumSource(
            value = ExportProtocol.class,
            names = {"NETFLOW_V5", "NETFLOW_V9", "IPFIX"})
    void wrongClocksShowInExportTimeAndFlowTimes(ExportProtocol protocol) throws IOException {
        ReadExports exports =
                ReadExports.of(
                        ONE.withProtocols(List.of(protocol))
                                .withExporters(12)
                                .withExporting(PLAIN.withClockSkew(Duration.ofHours(2))),
                        folder);

        Set<Long> skews = new TreeSet<>();
        for (JsonNode exporter : exports.truth("exporter")) {
            long skew = exporter.at("/clock_skew_ms").asLong();
            skews.add(skew);
            String address = exporter.at("/exporter").asText();
            for (Datagram datagram : exports.datagrams()) {
                if (exporterOf(datagram).equals(address)) {
                    long ahead = exportMillis(protocol, datagram) - datagram.receivedMillis();
                    assertThat(ahead).isBetween(skew - 1_000, skew);
                }
            }
            long start = ReadExports.START.toEpochMilli() + skew;
            assertThat(exports.flows())
                    .filteredOn(flow -> flow.exporter().equals(address))
                    .isNotEmpty()
                    .allMatch(flow -> flow.end() >= start - 2_000)
                    .allMatch(flow -> flow.end() <= start + 20_000);
        }
        assertThat(skews).contains(0L).hasSizeGreaterThan(4);
        assertThat(skews).allMatch(skew -> Math.abs(skew) <= 7_200_000);
    }

    @Test
    void clocksAreRightByDefault() throws IOException {
        assertThat(export(ExportProtocol.IPFIX, PLAIN).truth("exporter"))
                .allMatch(exporter -> exporter.at("/clock_skew_ms").asLong() == 0);
    }

    @Test
    void switchSendsCountersThatGrow() throws IOException {
        ReadExports exports =
                export(
                        ExportProtocol.SFLOW_V5,
                        PLAIN.withRefresh(
                                new ExporterOptions.Refresh(
                                        Duration.ofSeconds(5), Optional.empty())));

        List<CounterSample> uplink =
                exports.counterSamples().stream()
                        .filter(sample -> sample.sourceIndex() == RouterInterface.UPLINK.index())
                        .toList();
        assertThat(uplink).hasSize(4);
        assertThat(uplink).extracting(CounterSample::sequence).containsExactly(1L, 2L, 3L, 4L);
        assertThat(uplink).extracting(CounterSample::records).doesNotHaveDuplicates();
        assertThat(exports.problems()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ExportProtocol.class,
            names = {"NETFLOW_V5", "NETFLOW_V9", "IPFIX", "SFLOW_V5"})
    void wiresharkFindsNothingMalformed(ExportProtocol protocol) throws Exception {
        ReadExports exports =
                ReadExports.of(
                        ONE.withProtocols(List.of(protocol))
                                .withScenario("all,look-alikes")
                                .withDuration(Duration.ofSeconds(5))
                                .withExporting(PLAIN.withSampling(50)),
                        folder);
        String dissector = protocol == ExportProtocol.SFLOW_V5 ? "sflow" : "cflow";

        assertThat(tshark(exports, dissector, "-Y", "_ws.malformed")).isEmpty();
        assertThat(tshark(exports, dissector, "-Y", dissector)).hasSize(exports.datagrams().size());
    }

    @ParameterizedTest
    @EnumSource(
            value = ExportProtocol.class,
            names = {"NETFLOW_V9", "IPFIX"})
    void wiresharkReadsOptions(ExportProtocol protocol) throws Exception {
        ReadExports exports = export(protocol, PLAIN);
        List<String> arguments = new ArrayList<>(List.of("-T", "fields", "-Y", "cflow.if_descr"));
        for (String field : List.of("if_name", "if_descr", "appl_name", "appl_desc")) {
            arguments.add("-e");
            arguments.add("cflow." + field);
        }
        String read = String.join("\n", tshark(exports, "cflow", arguments.toArray(String[]::new)));

        assertThat(read)
                .contains("GigabitEthernet0/0/0", "Internet", "https", "Domain Name System");
    }

    private ReadExports export(ExportProtocol protocol, ExporterOptions exporting)
            throws IOException {
        return ReadExports.of(
                ONE.withProtocols(List.of(protocol)).withExporting(exporting), folder);
    }

    private List<RawRecord> options(ExportProtocol protocol, int sampling, String element)
            throws IOException {
        List<RawRecord> records =
                export(protocol, PLAIN.withSampling(sampling)).optionsWith(element);
        assertThat(records).isNotEmpty();
        return records;
    }

    /** The value of an element, as {@code weir decode --raw} would print it. */
    private static String text(RawRecord record, String element) {
        return record.fields().stream()
                .filter(field -> field.element().name().equals(element))
                .map(field -> value(field.value().toString()))
                .findFirst()
                .orElseThrow();
    }

    /** Of a record such as Unsigned[bits=5]. */
    private static String value(String record) {
        return record.replaceAll("^\\w+\\[\\w+=|\\]$", "").replace("\0", "");
    }

    private static String exporterOf(Datagram datagram) {
        return new IpAddress(datagram.sourceHigh(), datagram.sourceLow()).toString();
    }

    private static long exportMillis(ExportProtocol protocol, Datagram datagram) {
        ByteBuffer header = ByteBuffer.wrap(datagram.payload());
        long nanos = protocol == ExportProtocol.NETFLOW_V5 ? header.getInt(12) : 0;
        return header.getInt(protocol == ExportProtocol.IPFIX ? 4 : 8) * 1_000L + nanos / 1_000_000;
    }

    private static List<String> tshark(ReadExports exports, String dissector, String... arguments)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "tshark",
                                "-r",
                                exports.capture().toString(),
                                "-d",
                                "udp.port==2055," + dissector));
        command.addAll(List.of(arguments));
        Process process;
        try {
            process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (IOException e) {
            assumeTrue(false, "tshark is not installed (Debian package tshark)");
            throw e;
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output.lines().toList();
    }
}
