package io.weir.codec.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.codec.IpAddress;
import io.weir.codec.element.InformationElements;
import io.weir.codec.raw.RawField;
import io.weir.codec.raw.RawRecord;
import io.weir.codec.raw.RawRecordReader;
import io.weir.codec.session.SessionUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Reads every field of exports of real devices, byte by byte as others do. */
class RawCapturesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> KINDS_OF_RECORDS = Set.of("data", "options");

    /**
     * @param fields each as {@code enterprise:element length hex}; null where others give none
     */
    private record Row(int packet, String kind, int template, List<String> fields) {}

    @TestFactory
    Stream<DynamicTest> readsEveryFieldThatOtherDecodersRead() throws IOException {
        return CaptureCases.test(RawCapturesTest::decode);
    }

    private static void decode(Path folder) throws IOException {
        List<Row> decoded = decoded(folder);
        JsonNode meta = JSON.readTree(folder.resolve("meta.json").toFile());
        if (meta.at("/expected/status").asText().equals("ambiguous")) {
            return;
        }
        List<Row> expected = expected(folder);
        for (int i = 0; i < Math.min(decoded.size(), expected.size()); i++) {
            Row ours = decoded.get(i);
            Row theirs = expected.get(i);
            if (theirs.fields() == null) {
                ours = new Row(ours.packet(), ours.kind(), ours.template(), null);
            }
            assertThat(ours).as("record %d", i).isEqualTo(theirs);
        }
        assertThat(decoded).hasSameSizeAs(expected);
    }

    private static List<Row> decoded(Path folder) throws IOException {
        Map<IpAddress, SessionUnderTest> sessions = new HashMap<>();
        List<Row> decoded = new ArrayList<>();
        int[] packetNumber = {0};
        RawRecordReader reader =
                new RawRecordReader(
                        InformationElements.builtIn(),
                        record -> decoded.add(row(packetNumber[0], record)));
        for (ExportCapture.Packet packet : ExportCapture.read(folder.resolve("input.pcap"))) {
            packetNumber[0] = packet.number;
            sessions.computeIfAbsent(packet.exporter, key -> new SessionUnderTest(reader))
                    .receive(packet.payload);
        }
        return decoded;
    }

    private static Row row(int packet, RawRecord record) {
        List<String> fields = new ArrayList<>();
        for (RawField field : record.fields()) {
            fields.add(
                    "%d:%d %d %s"
                            .formatted(
                                    field.element().enterprise(),
                                    field.element().id(),
                                    field.length(),
                                    field.hex()));
        }
        return new Row(packet, record.type().label(), record.template(), fields);
    }

    private static List<Row> expected(Path folder) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (JsonNode line : CaptureCases.expectedLines(folder)) {
            String kind = line.get("kind").asText();
            if (KINDS_OF_RECORDS.contains(kind)) {
                rows.add(
                        new Row(
                                line.get("pkt").asInt(),
                                kind,
                                line.path("template").asInt(0),
                                fields(line.get("fields"))));
            }
        }
        return rows;
    }

    private static List<String> fields(JsonNode fields) {
        if (fields == null) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode field : fields) {
            texts.add(
                    "%s %d %s"
                            .formatted(
                                    field.get(0).asText(),
                                    field.get(1).asInt(),
                                    field.get(2).asText()));
        }
        return texts;
    }
}
