package io.weir.codec.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.session.SessionUnderTest;
import io.weir.codec.sflow.CounterSample;
import java.io.IOException;
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

    @TestFactory
    Stream<DynamicTest> readsWhatOtherDecodersRead() throws IOException {
        return CaptureCases.testSflow(SflowCapturesTest::decode);
    }

    private static void decode(Path folder) throws IOException {
        Map<IpAddress, SessionUnderTest> sessions = new HashMap<>();
        List<Row> flows = new ArrayList<>();
        List<Counters> counters = new ArrayList<>();
        for (ExportCapture.Packet packet : ExportCapture.read(folder.resolve("input.pcap"))) {
            SessionUnderTest session =
                    sessions.computeIfAbsent(packet.exporter, key -> new SessionUnderTest());
            FlowBatch batch = session.decodeRecords(packet.exporter, packet.payload);
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
