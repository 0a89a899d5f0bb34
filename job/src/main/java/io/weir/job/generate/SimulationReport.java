package io.weir.job.generate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.codec.IpAddress;
import io.weir.codec.flow.ExportProtocol;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** What a simulation was and what came of it, once it has ended. */
public final class SimulationReport {

    private static final int PORTS_KEPT = 20;

    private final ObjectMapper json = new ObjectMapper();
    private final SimulationOptions options;
    private final Fleet fleet;
    private final DatagramSink sink;

    /**
     * @param fleet which sends no more
     * @param sink where it sent to; may be closed
     */
    SimulationReport(SimulationOptions options, Fleet fleet, DatagramSink sink) {
        this.options = options;
        this.fleet = fleet;
        this.sink = sink;
    }

    /** What all exporters have sent. */
    public SimulationTotals totals() {
        return fleet.totals();
    }

    /** Datagrams that were left out on purpose. */
    public long lostDatagrams() {
        return sum(ExportTally::lostDatagrams);
    }

    /** Datagrams that were sent a second time on purpose. */
    public long duplicatedDatagrams() {
        return sum(ExportTally::duplicatedDatagrams);
    }

    /** Datagrams that the next one overtook on purpose. */
    public long reorderedDatagrams() {
        return sum(ExportTally::reorderedDatagrams);
    }

    /** Restarts of exporters. */
    public long restarts() {
        return sum(ExportTally::restarts);
    }

    /**
     * Writes the ground truth: a JSON object per line for each attack and look-alike, for each
     * exporter, and one of the totals. The file is there as a whole or not at all.
     *
     * @throws IOException if the file cannot be written
     */
    public void writeTruth(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path unfinished = Files.createTempFile(folder, file.getFileName().toString(), ".tmp");
        try {
            try (Writer writer = Files.newBufferedWriter(unfinished)) {
                for (ActorTruth instance : fleet.truth().instances()) {
                    writeLine(writer, instance(instance));
                }
                for (ExporterParts exporter : fleet.parts()) {
                    writeLine(writer, exporter(exporter));
                }
                writeLine(writer, closing());
            }
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private void writeLine(Writer writer, ObjectNode line) throws IOException {
        writer.write(json.writeValueAsString(line));
        writer.write('\n');
    }

    private ObjectNode instance(ActorTruth truth) {
        Attack attack = truth.attack();
        Attack.Expectation expected = attack.expected();
        ObjectNode line = json.createObjectNode();
        line.put("type", expected.isNothing() ? "look-alike" : "attack");
        line.put("scenario", attack.scenario());
        line.put("expected", expected.rule());
        expected.also().forEach(line.putArray("also")::add);
        if (!expected.technique().isEmpty()) {
            line.put("technique", expected.technique());
        }
        addresses(line.putArray("entities"), expected.entities());
        if (!expected.scopes().isEmpty()) {
            expected.scopes().forEach(line.putArray("scopes")::add);
        }
        addresses(line.putObject("sources"), truth.sources());
        addresses(line.putObject("destinations"), truth.destinations());
        ports(line.putObject("source_ports"), truth.sourcePorts());
        ports(line.putObject("destination_ports"), truth.destinationPorts());
        ArrayNode exporters = line.putArray("exporters");
        truth.sites().stream().mapToObj(sink::exporter).forEach(exporters::add);
        if (truth.flows() > 0) {
            line.put("start", Instant.ofEpochMilli(truth.startMillis()).toString());
            line.put("end", Instant.ofEpochMilli(truth.endMillis()).toString());
        }
        line.put("flows", truth.flows());
        line.put("packets", truth.packets());
        line.put("bytes", truth.octets());
        line.putObject("lost")
                .put("flows", truth.lostFlows())
                .put("packets", truth.lostPackets())
                .put("bytes", truth.lostOctets());
        return line;
    }

    private ObjectNode exporter(ExporterParts exporter) {
        ExportTally tally = exporter.tally();
        SimulationTotals totals = tally.totals();
        ObjectNode line = json.createObjectNode();
        line.put("type", "exporter");
        line.put("exporter", sink.exporter(exporter.site()));
        line.put("protocol", exporter.protocol().name().toLowerCase(Locale.ROOT));
        boolean hasEngine = exporter.protocol() == ExportProtocol.NETFLOW_V5;
        line.put("domain", hasEngine ? exporter.engine() : exporter.domain());
        line.put("datagrams", totals.datagrams());
        line.put("flows", totals.flows());
        line.put("bytes", totals.bytes());
        line.put("templates", tally.templates());
        line.put("options_records", tally.optionsRecords());
        line.put("counter_samples", tally.counterSamples());
        line.put("sampling", exporter.samplingInterval());
        line.put("clock_skew_ms", exporter.clock().skewMillis());
        line.put("restarts", tally.restarts());
        exporter.silentMicros().ifPresent(since -> line.put("silent_since", instant(since)));
        pair(line.putObject("lost"), tally.lostDatagrams(), tally.lostFlows());
        pair(line.putObject("duplicated"), tally.duplicatedDatagrams(), tally.duplicatedFlows());
        line.putObject("reordered").put("datagrams", tally.reorderedDatagrams());
        pair(line.putObject("refused"), totals.errors(), tally.refusedFlows());
        return line;
    }

    private ObjectNode closing() {
        SimulationTotals totals = totals();
        ObjectNode line = json.createObjectNode();
        line.put("type", "totals");
        line.put("scenario", options.scenario());
        line.put("seed", options.seed());
        line.put("start", instant(fleet.startMicros()));
        line.put("end", instant(fleet.nowMicros()));
        line.put("instances", fleet.truth().instances().size());
        line.put("exporters", fleet.parts().size());
        line.put("datagrams", totals.datagrams());
        line.put("flows", totals.flows());
        line.put("bytes", totals.bytes());
        line.put("templates", sum(ExportTally::templates));
        line.put("options_records", sum(ExportTally::optionsRecords));
        line.put("counter_samples", sum(ExportTally::counterSamples));
        line.put("restarts", restarts());
        pair(line.putObject("lost"), lostDatagrams(), sum(ExportTally::lostFlows));
        pair(
                line.putObject("duplicated"),
                duplicatedDatagrams(),
                sum(ExportTally::duplicatedFlows));
        line.putObject("reordered").put("datagrams", reorderedDatagrams());
        pair(line.putObject("refused"), totals.errors(), sum(ExportTally::refusedFlows));
        return line;
    }

    private static void pair(ObjectNode to, long datagrams, long flows) {
        to.put("datagrams", datagrams).put("flows", flows);
    }

    private static void addresses(ObjectNode to, AddressSample sample) {
        to.put("count", sample.count());
        to.put("complete", sample.count() < AddressSample.MOST);
        addresses(to.putArray("first"), sample.first());
    }

    private static void addresses(ArrayNode to, Collection<IpAddress> addresses) {
        addresses.stream().map(IpAddress::toString).forEach(to::add);
    }

    private static void ports(ObjectNode to, BitSet ports) {
        to.put("count", ports.cardinality());
        ArrayNode lowest = to.putArray("lowest");
        ports.stream().limit(PORTS_KEPT).forEach(lowest::add);
    }

    private long sum(ToLongFunction<ExportTally> count) {
        return fleet.parts().stream().map(ExporterParts::tally).mapToLong(count).sum();
    }

    private static String instant(long epochMicros) {
        return Instant.ofEpochMilli(Math.floorDiv(epochMicros, 1000L)).toString();
    }
}
