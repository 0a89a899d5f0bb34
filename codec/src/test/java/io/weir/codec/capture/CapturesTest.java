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

    /**
     * @param lists whether the expected record has structured elements (RFC 6313): the expectations
     *     do not look into them, so Weir may know more of the flow
     */
    private record Row(int packet, Map<FlowField, Object> flow, boolean lists) {

        Row(int packet, Map<FlowField, Object> flow) {
            this(packet, flow, false);
        }
    }

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
            FlowBatch batch = session.receive(packet.payload);
            for (int row = 0; row < batch.size(); row++) {
                decoded.add(new Row(packet.number, SessionUnderTest.flow(batch, row)));
            }
        }
        JsonNode meta = JSON.readTree(folder.resolve("meta.json").toFile());
        if (meta.at("/expected/status").asText().equals("ambiguous")) {
            return;
        }
        List<Row> expected = new ArrayList<>();
        for (JsonNode line : CaptureCases.expectedLines(folder)) {
            if (line.get("kind").asText().equals("data")) {
                expected.add(
                        new Row(
                                line.get("pkt").asInt(),
                                ExpectedFlow.of(line),
                                ExpectedFlow.hasLists(line)));
            }
        }
        assertThat(differences(decoded, expected)).isEmpty();
        assertThat(decoded).hasSameSizeAs(expected);
        assertThat(sessions.values().stream().mapToInt(SessionUnderTest::optionsRecords).sum())
                .as("options records")
                .isEqualTo(meta.get("options_records").asInt());
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
                boolean unknown = theirs.lists || ExpectedFlow.WITHOUT_KEY.contains(field);
                boolean compared = other != null || !unknown;
                if (compared && !Objects.equals(value, other)) {
                    differences.putIfAbsent(
                            field.name(), "%s for %s in record %d".formatted(value, other, i));
                }
            }
        }
        return differences;
    }
}
