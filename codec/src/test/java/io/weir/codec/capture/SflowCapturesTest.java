package io.weir.codec.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.session.SessionUnderTest;
import io.weir.codec.sflow.CounterSample;
import io.weir.testing.Captures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Decodes sFlow of real agents, where it is present, and reads what others read in it. */
class SflowCapturesTest {

    private record Row(int packet, Map<FlowField, Object> flow) {}

    private record Counters(int packet, CounterSample sample) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> readsWhatOtherDecodersRead() throws IOException {
        Path captures = Captures.folder();
        if (!Files.isDirectory(captures)) {
            // An assumption out here would leave no trace in the report; a skipped test does.
            return Stream.of(dynamicTest("captures", () -> skipWithout(captures)));
        }
        List<Path> cases = new ArrayList<>();
        try (Stream<Path> files = Files.walk(captures)) {
            for (Path meta : files.filter(file -> file.endsWith("meta.json")).sorted().toList()) {
                if (JSON.readTree(meta.toFile()).at("/protocols/sFlow v5").isNumber()) {
                    cases.add(meta.getParent());
                }
            }
        }
        assertThat(cases).isNotEmpty();
        return cases.stream()
                .map(
                        folder ->
                                dynamicTest(
                                        captures.relativize(folder).toString(),
                                        () -> decode(folder)));
    }

    private static void skipWithout(Path captures) {
        assumeTrue(
                Files.isDirectory(captures),
                "skipped: no captures at " + captures + " (set WEIR_CAPTURES to where they are)");
    }

    private static void decode(Path folder) throws IOException {
        Map<IpAddress, SessionUnderTest> sessions = new HashMap<>();
        List<Row> flows = new ArrayList<>();
        List<Counters> counters = new ArrayList<>();
        for (ExportCapture.Packet packet : ExportCapture.read(folder.resolve("input.pcap"))) {
            SessionUnderTest session =
                    sessions.computeIfAbsent(packet.exporter, key -> new SessionUnderTest());
            FlowBatch batch = session.receiveFrom(packet.exporter, packet.payload);
            for (int row = 0; row < batch.size(); row++) {
                flows.add(new Row(packet.number, SessionUnderTest.flow(batch, row)));
            }
            session.counterSamples().forEach(s -> counters.add(new Counters(packet.number, s)));
            session.counterSamples().clear();
        }
        List<Row> expectedFlows = new ArrayList<>();
        List<ExpectedCounters> expectedCounters = new ArrayList<>();
        int errors = 0;
        for (JsonNode line : CaptureCases.expectedLines(folder)) {
            switch (line.get("kind").asText()) {
                case "sample", "discarded" ->
                        expectedFlows.add(
                                new Row(line.get("pkt").asInt(), ExpectedSample.of(line)));
                case "counters" -> expectedCounters.add(ExpectedCounters.of(line));
                default -> assertThat(line.get("kind").asText()).isEqualTo("error");
            }
            errors += line.has("error") || line.get("kind").asText().equals("error") ? 1 : 0;
        }
        assertThat(differences(flows, expectedFlows)).isEmpty();
        assertThat(flows).hasSameSizeAs(expectedFlows);
        assertThat(counters.stream().map(c -> ExpectedCounters.of(c.packet, c.sample)).toList())
                .isEqualTo(expectedCounters);
        assertThat(sessions.values().stream().allMatch(s -> s.findings().isEmpty()))
                .as("well-formed")
                .isEqualTo(errors == 0);
    }

    /** By field and kind of difference, the first of them. */
    private static Map<String, String> differences(List<Row> decoded, List<Row> expected) {
        Map<String, String> differences = new TreeMap<>();
        for (int i = 0; i < Math.min(decoded.size(), expected.size()); i++) {
            Row ours = decoded.get(i);
            Row theirs = expected.get(i);
            if (ours.packet != theirs.packet) {
                differences.put("packet", ours + " for " + theirs);
                break;
            }
            for (FlowField field : FlowField.values()) {
                Object value = ours.flow.get(field);
                Object other = theirs.flow.get(field);
                boolean compared = other != null || !ExpectedSample.WITHOUT_KEY.contains(field);
                if (compared && !Objects.equals(value, other)) {
                    differences.putIfAbsent(
                            field.name(), "%s for %s in sample %d".formatted(value, other, i));
                }
            }
        }
        return differences;
    }
}
