package io.weir.codec.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.session.SessionUnderTest;
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

/** Decodes exports of real devices, where they are present, and reads what others read in them. */
class CapturesTest {

    private record Row(int packet, Map<FlowField, Object> flow) {}

    private record ExpectedRow(int packet, Map<FlowField, Object> flow, JsonNode line) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> readsWhatOtherDecodersRead() throws IOException {
        return CaptureCases.test(CapturesTest::decode);
    }

    private static void decode(Path folder) throws IOException {
        Map<IpAddress, SessionUnderTest> sessions = new HashMap<>();
        List<Row> decoded = new ArrayList<>();
        for (ExportCapture.Packet packet : ExportCapture.read(folder.resolve("input.pcap"))) {
            SessionUnderTest session =
                    sessions.computeIfAbsent(packet.exporter, key -> new SessionUnderTest());
            FlowBatch batch = session.decodeRecords(packet.payload);
            for (int row = 0; row < batch.size(); row++) {
                decoded.add(new Row(packet.number, SessionUnderTest.flow(batch, row)));
            }
        }
        JsonNode meta = JSON.readTree(folder.resolve("meta.json").toFile());
        if (meta.at("/expected/status").asText().equals("ambiguous")) {
            return;
        }
        List<ExpectedRow> expected = new ArrayList<>();
        for (JsonNode line : CaptureCases.expectedLines(folder)) {
            if (line.get("kind").asText().equals("data")) {
                expected.add(new ExpectedRow(line.get("pkt").asInt(), ExpectedFlow.of(line), line));
            }
        }
        int optionsRecords =
                sessions.values().stream().mapToInt(SessionUnderTest::optionsRecords).sum();
        assertThat(differences(decoded, expected, optionsRecords > 0)).isEmpty();
        assertThat(decoded).hasSameSizeAs(expected);
        assertThat(optionsRecords)
                .as("options records")
                .isEqualTo(meta.get("options_records").asInt());
    }

    /**
     * By field and kind of difference, the first of them.
     *
     * @param withOptions whether flows may have what no record of theirs says
     */
    private static Map<String, String> differences(
            List<Row> decoded, List<ExpectedRow> expected, boolean withOptions) {
        Map<String, String> differences = new TreeMap<>();
        for (int i = 0; i < Math.min(decoded.size(), expected.size()); i++) {
            Row ours = decoded.get(i);
            ExpectedRow theirs = expected.get(i);
            if (ours.packet != theirs.packet) {
                differences.put("packet", ours + " for " + theirs);
                break;
            }
            for (FlowField field : FlowField.values()) {
                Object value = ours.flow.get(field);
                Object other = theirs.flow.get(field);
                boolean byOptions = withOptions && ExpectedFlow.BY_OPTIONS.contains(field);
                boolean compared =
                        other != null || (!byOptions && ExpectedFlow.tellsOf(field, theirs.line));
                if (compared && !Objects.equals(value, other)) {
                    differences.putIfAbsent(
                            field.name(), "%s for %s in record %d".formatted(value, other, i));
                }
            }
        }
        return differences;
    }
}
