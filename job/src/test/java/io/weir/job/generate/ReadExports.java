package io.weir.job.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.codec.IpAddress;
import io.weir.codec.Malformation;
import io.weir.codec.element.InformationElements;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.raw.RawRecord;
import io.weir.codec.raw.RawRecordReader;
import io.weir.codec.raw.RecordType;
import io.weir.codec.sequence.SequenceStatus;
import io.weir.codec.session.ExporterSession;
import io.weir.codec.session.SessionCounter;
import io.weir.codec.session.SessionLimits;
import io.weir.codec.session.SessionListener;
import io.weir.codec.session.Transport;
import io.weir.codec.sflow.CounterSample;
import io.weir.codec.store.MemorySessionStore;
import io.weir.job.capture.CaptureReader;
import io.weir.udp.Datagram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A capture of simulated exporters and its truth, written and read back with the decoder. */
final class ReadExports implements SessionListener {

    /** Times stay as they are exported. */
    private static final Set<String> LISTED = Set.of("203.0.113.98", "203.0.113.99");

    private static final SessionLimits BELIEVING_CLOCKS =
            SessionLimits.DEFAULTS.withClockTolerance(Duration.ofDays(1_000_000));

    static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    /** A flow as it was decoded. */
    record Exported(
            String exporter,
            long domain,
            String source,
            String destination,
            int protocol,
            int sourcePort,
            int destinationPort,
            int icmpType,
            int flags,
            long packets,
            long bytes,
            long start,
            long end,
            int inputInterface,
            int endReason,
            long sampling) {

        static Exported of(FlowBatch batch, int row) {
            IpAddress exporter = batch.exporter();
            return new Exported(
                    exporter.toString(),
                    batch.domain(),
                    batch.address(FlowField.SOURCE_ADDRESS, row).toString(),
                    batch.address(FlowField.DESTINATION_ADDRESS, row).toString(),
                    (int) batch.get(FlowField.PROTOCOL, row),
                    (int) batch.getOr(FlowField.SOURCE_PORT, row, 0),
                    (int) batch.getOr(FlowField.DESTINATION_PORT, row, 0),
                    (int) batch.getOr(FlowField.ICMP_TYPE, row, -1),
                    (int) batch.getOr(FlowField.TCP_FLAGS, row, 0),
                    batch.getOr(FlowField.PACKETS, row, 1),
                    batch.get(FlowField.BYTES, row),
                    batch.getOr(FlowField.START_MILLIS, row, 0),
                    batch.getOr(FlowField.END_MILLIS, row, 0),
                    (int) batch.getOr(FlowField.INPUT_INTERFACE, row, 0),
                    (int) batch.getOr(FlowField.END_REASON, row, 0),
                    batch.getOr(FlowField.SAMPLING_INTERVAL, row, 0));
        }

        boolean touches(String address) {
            return source.equals(address) || destination.equals(address);
        }

        boolean isSynOnly() {
            return protocol == SimulatedFlow.TCP && flags == SimulatedFlow.SYN;
        }

        String conversation() {
            return source + " " + sourcePort + " " + destination + " " + destinationPort;
        }

        /** The conversation in the other direction. */
        String answer() {
            return destination + " " + destinationPort + " " + source + " " + sourcePort;
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Exported> flows = new ArrayList<>();
    private final List<RawRecord> records = new ArrayList<>();
    private final List<Datagram> datagrams = new ArrayList<>();
    private final List<JsonNode> truth = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<CounterSample> counterSamples = new ArrayList<>();
    private final Map<String, ExporterSession> sessions = new HashMap<>();
    private final Path capture;
    private long optionsRecords;
    private long redefinitions;

    private ReadExports(Path capture) {
        this.capture = capture;
    }

    static ReadExports of(SimulationOptions options, Path folder) throws IOException {
        ReadExports exports = new ReadExports(folder.resolve("exports.pcap"));
        Path truth = folder.resolve("truth.jsonl");
        Simulation.record(options, START, exports.capture, () -> false).writeTruth(truth);
        for (String line : Files.readAllLines(truth)) {
            exports.truth.add(JSON.readTree(line));
        }
        exports.decode();
        return exports;
    }

    private void decode() throws IOException {
        FlowBatch batch = new FlowBatch();
        try (CaptureReader reader = CaptureReader.open(capture)) {
            Datagram datagram;
            while ((datagram = reader.next()) != null) {
                datagrams.add(datagram);
                batch.setOrigin(
                        datagram.sourceHigh(),
                        datagram.sourceLow(),
                        datagram.sourcePort(),
                        datagram.receivedMillis());
                ExporterSession session =
                        sessions.computeIfAbsent(
                                datagram.sourceHigh() + "/" + datagram.sourceLow(),
                                exporter -> session());
                session.decode(datagram.payload(), batch);
                do {
                    for (int row = 0; row < batch.size(); row++) {
                        flows.add(Exported.of(batch, row));
                    }
                } while (session.decodeReleased(batch));
            }
        }
    }

    private ExporterSession session() {
        return new ExporterSession(
                new MemorySessionStore(),
                this,
                new RawRecordReader(InformationElements.builtIn(), records::add),
                Transport.DATAGRAMS,
                BELIEVING_CLOCKS);
    }

    List<Exported> flows() {
        return flows;
    }

    /** Options records that have the element. */
    List<RawRecord> optionsWith(String element) {
        return records.stream()
                .filter(record -> record.type() == RecordType.OPTIONS)
                .filter(r -> r.fields().stream().anyMatch(f -> f.element().name().equals(element)))
                .toList();
    }

    List<Datagram> datagrams() {
        return datagrams;
    }

    Path capture() {
        return capture;
    }

    /** The objects in the truth of a type. */
    List<JsonNode> truth(String type) {
        return truth.stream().filter(line -> line.at("/type").asText().equals(type)).toList();
    }

    /** Attacks and look-alikes. */
    List<JsonNode> instances() {
        return truth.stream().filter(line -> line.has("scenario") && line.has("expected")).toList();
    }

    JsonNode instance(String scenario) {
        return instances().stream()
                .filter(line -> line.at("/scenario").asText().equals(scenario))
                .findFirst()
                .orElseThrow();
    }

    /** The decoded flows of an attack or look-alike, found by its actors. */
    List<Exported> flowsOf(String scenario) {
        JsonNode entities = instance(scenario).at("/entities");
        if (entities.isEmpty()) {
            return flows.stream().filter(flow -> isSpoofed(scenario, flow)).toList();
        }
        String entity = entities.get(0).asText();
        return flows.stream()
                .filter(flow -> flow.touches(entity))
                .filter(flow -> entity.startsWith("203.0.113.") || !touchesAttacker(flow))
                .toList();
    }

    /** Scanners ask the actors of other scenarios, too; those on lists of threats do not. */
    private static boolean touchesAttacker(Exported flow) {
        return isAttacker(flow.source()) || isAttacker(flow.destination());
    }

    private static boolean isAttacker(String address) {
        return address.startsWith("203.0.113.") && !LISTED.contains(address);
    }

    private static boolean isSpoofed(String scenario, Exported flow) {
        boolean fromOutside = flow.inputInterface() == RouterInterface.UPLINK.index();
        return switch (scenario) {
            case "spoofed-bogon" -> flow.source().startsWith("192.168.") && fromOutside;
            case "spoofed-own-prefix" -> flow.source().startsWith("10.") && fromOutside;
            case "spoofed-foreign" -> flow.source().startsWith("192.0.2.") && !fromOutside;
            default -> throw new IllegalArgumentException(scenario);
        };
    }

    /** Of all exporters. */
    List<SequenceStatus> sequences() {
        return sessions.values().stream().flatMap(session -> session.sequences().stream()).toList();
    }

    List<String> problems() {
        return problems;
    }

    long optionsRecords() {
        return optionsRecords;
    }

    long redefinitions() {
        return redefinitions;
    }

    List<CounterSample> counterSamples() {
        return counterSamples;
    }

    @Override
    public void count(SessionCounter counter, long amount) {
        switch (counter) {
            case OPTIONS_RECORDS -> optionsRecords += amount;
            case TEMPLATES_REDEFINED -> redefinitions += amount;
            case TEMPLATES_ADDED, OPTIONS_CHANGED, COUNTER_SAMPLES, EXPORTER_RESTARTS -> {}
            default -> {
                // What the sequence numbers say is asked for, and may be meant to happen.
                if (!counter.name().startsWith("SEQUENCE_")) {
                    problems.add(counter.meaning());
                }
            }
        }
    }

    @Override
    public void malformed(Malformation reason, int offset) {
        problems.add(reason + " at " + offset);
    }

    @Override
    public void setWithoutTemplate(long domain, int templateId, int bytes) {
        problems.add("no template " + templateId);
    }

    @Override
    public void counterSample(CounterSample sample) {
        counterSamples.add(sample);
    }
}
