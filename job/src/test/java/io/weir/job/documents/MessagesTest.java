package io.weir.job.documents;

import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowField;
import io.weir.job.documents.flow.FlowProtobuf;
import io.weir.operators.conversations.Conversation;
import io.weir.operators.detect.Alert;
import io.weir.operators.detect.Course;
import io.weir.operators.detect.Finding;
import io.weir.operators.enrich.Enricher;
import io.weir.operators.enrich.EnrichmentOptions;
import io.weir.operators.exporters.ExporterNotice;
import io.weir.operators.traffic.Dimension;
import io.weir.operators.traffic.Rollup;
import io.weir.operators.traffic.TopN;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages of alerts, rollups, Top-N, conversations and exporters, and what must stay as it is in
 * all messages.
 */
class MessagesTest {

    private static final Path KEPT = Path.of("src", "test", "resources", "weir", "v1");
    private static final long START = Instant.parse("2026-01-01T12:00:00Z").toEpochMilli();

    @ParameterizedTest
    @EnumSource(Alert.Status.class)
    void writesAlertAsItsDocument(Alert.Status status) {
        Alert alert = alert(status);
        KeyedMessage keyed = new AlertProtobuf().write(alert);
        Map<String, Object> message = MessageSchema.read("Alert", keyed.value());
        JsonNode document =
                GoldenDocument.parse(new AlertDocuments("weir").write(alert, START).json());

        assertThat(keyed.key()).isEqualTo(document.at("/event/id").asText());
        assertThat(message.keySet())
                .containsExactlyInAnyOrderElementsOf(MessageSchema.fields("Alert"));
        assertThat(message)
                .containsEntry("id", "an-id")
                .containsEntry("status", status.name())
                .containsEntry("entity_end", "SOURCE")
                .containsEntry("message", document.at("/message").asText())
                .containsEntry("count", document.at("/weir/evidence/count").asLong())
                .containsEntry("bytes", document.at("/weir/evidence/bytes").asLong())
                .containsEntry("ports", List.of(445))
                .containsEntry("dry_run", true)
                .containsEntry("peak_bytes", document.at("/weir/peak/bytes").asLong())
                .containsEntry(
                        "flow_ids", List.of(document.at("/weir/evidence/flow_ids/0").asText()));
        assertThat((List<?>) message.get("peer_addresses")).hasSize(2);
    }

    private static Alert alert(Alert.Status status) {
        Finding scan = Findings.horizontalScan(90);
        return new Alert("an-id", status, START, 3, true, scan, Course.of(scan));
    }

    @Test
    void writesEachRankOfTopNAsItsDocument() {
        TopN top = TrafficSamples.top(Dimension.SOURCE);
        List<KeyedMessage> keyed = new TopNProtobuf().write(top);
        List<IndexedDocument> documents = new TopNDocuments("weir").documents(top, START);

        assertThat(keyed)
                .extracting(KeyedMessage::key)
                .isEqualTo(documents.stream().map(IndexedDocument::id).toList());
        Map<String, Object> second = MessageSchema.read("TopN", keyed.get(1).value());
        JsonNode document = GoldenDocument.parse(documents.get(1).json());
        Map<String, Object> other = MessageSchema.read("TopN", keyed.get(2).value());
        Set<String> filled = new HashSet<>(second.keySet());
        filled.addAll(other.keySet());
        assertThat(filled).containsExactlyInAnyOrderElementsOf(MessageSchema.fields("TopN"));
        assertThat(text(second)).isEqualTo(document.at("/weir/topn/key").asText());
        assertThat(second)
                .containsEntry("metric", "BYTES")
                .containsEntry("rank", 2)
                .containsEntry("bytes", 599L)
                .containsEntry("missed", 1L)
                .containsEntry("share", document.at("/weir/topn/share").asDouble());
        assertThat(text(other)).isEqualTo("other");
        assertThat(other).containsEntry("threshold", top.threshold());
        assertThat(other).doesNotContainKeys("rank", "missed");
    }

    @ParameterizedTest
    @EnumSource(Dimension.class)
    void writesEachRollupAsItsDocument(Dimension dimension) {
        for (Rollup rollup : TrafficSamples.rollups(dimension)) {
            KeyedMessage keyed = new RollupProtobuf().write(rollup);
            IndexedDocument indexed = new RollupDocuments("weir").documents(rollup, START).get(0);
            Map<String, Object> message = MessageSchema.read("Rollup", keyed.value());
            JsonNode document = GoldenDocument.parse(indexed.json());

            assertThat(keyed.key()).isEqualTo(indexed.id());
            assertThat(text(message)).isEqualTo(document.at("/weir/rollup/key").asText());
            assertThat(message)
                    .containsEntry("revision", indexed.revision())
                    .containsEntry("dimension", dimension.label())
                    .containsEntry("bytes", document.at("/network/bytes").asLong())
                    .containsEntry("flows", document.at("/weir/rollup/flows").asLong());
            assertThat(message.containsKey("other")).isEqualTo(rollup.isOther());
        }
    }

    @Test
    void fillsEveryFieldOfRollupsAndTheirKeys() {
        Set<String> written = new TreeSet<>();
        Set<String> ofKeys = new TreeSet<>();
        rollups()
                .map(
                        rollup ->
                                MessageSchema.read(
                                        "Rollup", new RollupProtobuf().write(rollup).value()))
                .forEach(
                        message -> {
                            written.addAll(message.keySet());
                            ofKeys.addAll(key(message).keySet());
                        });

        assertThat(written).containsExactlyInAnyOrderElementsOf(MessageSchema.fields("Rollup"));
        assertThat(ofKeys).containsExactlyInAnyOrderElementsOf(MessageSchema.fields("TrafficKey"));
    }

    @ParameterizedTest
    @MethodSource("io.weir.job.documents.ConversationSamples#all")
    void writesEachConversationAsItsDocument(Conversation conversation) {
        KeyedMessage keyed = new ConversationProtobuf().write(conversation);
        IndexedDocument indexed =
                new ConversationDocuments("weir").documents(conversation, START).get(0);
        Map<String, Object> message = MessageSchema.read("Conversation", keyed.value());
        JsonNode document = GoldenDocument.parse(indexed.json());

        assertThat(keyed.key()).isEqualTo(indexed.id());
        assertThat(message)
                .containsEntry("id", indexed.id())
                .containsEntry("revision", indexed.revision())
                .containsEntry("conversation_id", document.at("/flow/conversation_id").asText())
                .containsEntry("status", document.at("/weir/status").asText().toUpperCase(ROOT))
                .containsEntry("source_bytes", document.at("/source/bytes").asLong())
                .containsEntry("destination_packets", document.at("/destination/packets").asLong());
        String state = document.at("/weir/conversation/tcp_state").asText();
        assertThat(message.getOrDefault("tcp_state", ""))
                .hasToString(
                        state.equals("unknown")
                                ? "TCP_STATE_UNKNOWN"
                                : state.toUpperCase(ROOT).replace('-', '_'));
        assertThat(message.getOrDefault("ending", ""))
                .hasToString(document.at("/weir/conversation/ending").asText().toUpperCase(ROOT));
    }

    @Test
    void fillsEveryFieldOfConversations() {
        Set<String> written = new TreeSet<>();
        ConversationSamples.all()
                .map(new ConversationProtobuf()::write)
                .forEach(
                        message ->
                                written.addAll(
                                        MessageSchema.read("Conversation", message.value())
                                                .keySet()));

        assertThat(written)
                .containsExactlyInAnyOrderElementsOf(MessageSchema.fields("Conversation"));
    }

    private static Stream<Rollup> rollups() {
        return Arrays.stream(Dimension.values())
                .flatMap(dimension -> TrafficSamples.rollups(dimension).stream());
    }

    private static Object text(Map<String, Object> message) {
        return key(message).get("text");
    }

    @SuppressWarnings("unchecked") // what the adapter gives of a message within a message
    private static Map<String, Object> key(Map<String, Object> message) {
        return (Map<String, Object>) message.get("key");
    }

    @ParameterizedTest
    @MethodSource("io.weir.job.documents.ExporterDocumentsTest#notices")
    void writesNoticeOfExporterUnderTheIdOfItsDocument(ExporterNotice notice) {
        KeyedMessage keyed = new ExporterProtobuf().write(notice);
        IndexedDocument document = new ExporterDocuments("weir").write(notice, START);
        Map<String, Object> message = MessageSchema.read("Exporter", keyed.value());

        assertThat(keyed.key()).isEqualTo(document.id());
        assertThat(message)
                .containsEntry("id", document.id())
                .containsEntry("revision", document.revision());
        JsonNode exporter = GoldenDocument.parse(document.json()).at("/weir/exporter");
        if (exporter.has("datagrams")) {
            assertThat(message)
                    .containsEntry("datagrams", exporter.path("datagrams").asLong())
                    .containsEntry("clock_skew_ms", exporter.at("/clock/skew_ms").asLong())
                    .containsEntry("loss_share", exporter.at("/loss/share").asDouble())
                    .containsEntry("malformed", List.of(tooShort(exporter)));
        }
    }

    private static Map<String, Object> tooShort(JsonNode exporter) {
        return Map.of("name", "too_short", "count", exporter.at("/malformed/too_short").asLong());
    }

    @Test
    void fillsEveryFieldOfExporters() {
        Set<String> written = new TreeSet<>();
        ExporterDocumentsTest.notices()
                .map(new ExporterProtobuf()::write)
                .forEach(
                        message ->
                                written.addAll(
                                        MessageSchema.read("Exporter", message.value()).keySet()));

        // Only where exporters are told apart by it.
        written.add("port");
        assertThat(written).containsExactlyInAnyOrderElementsOf(MessageSchema.fields("Exporter"));
    }

    /** Numbers and names are never used again: what was once published is still there. */
    @Test
    void schemaHasAllThatWasEverPublished() throws IOException {
        Path published = KEPT.resolve("schema.txt");
        if (System.getProperty("weir.docs.write") != null) {
            Files.createDirectories(KEPT);
            Files.write(published, MessageSchema.lines());
        }

        assertThat(MessageSchema.lines()).containsAll(Files.readAllLines(published));
        assertThat(Files.readAllLines(published))
                .as("%s has to have what is new: -Dweir.docs.write", published)
                .containsAll(MessageSchema.lines());
    }

    /** Messages that version 1 once wrote, each with what it says. */
    @Test
    void readsMessagesThatWereOnceWritten() throws IOException {
        Path kept = KEPT.resolve("messages.txt");
        if (!Files.exists(kept) && System.getProperty("weir.docs.write") != null) {
            Files.createDirectories(KEPT);
            Files.write(kept, written());
        }
        List<String> lines = Files.readAllLines(kept);

        assertThat(lines).hasSizeGreaterThanOrEqualTo(8);
        for (String line : lines) {
            String[] parts = line.split(" ", 3);
            byte[] message = HexFormat.of().parseHex(parts[1]);
            assertThat(MessageSchema.read(parts[0], message)).hasToString(parts[2]);
        }
    }

    private static List<String> written() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Enricher enricher = Enricher.open(EnrichmentOptions.NONE)) {
            lines.add(
                    line(
                            "Flow",
                            new FlowProtobuf(1)
                                    .write(
                                            enricher.enrich(
                                                    Flows.of(ExportProtocol.IPFIX, 7, 9)
                                                            .with(
                                                                    FlowField.SOURCE_ADDRESS,
                                                                    "10.1.2.3")
                                                            .with(
                                                                    FlowField.DESTINATION_ADDRESS,
                                                                    "2001:db8::1")
                                                            .with(FlowField.PROTOCOL, 6)
                                                            .with(FlowField.SOURCE_PORT, 50_000)
                                                            .with(FlowField.DESTINATION_PORT, 443)
                                                            .with(FlowField.BYTES, 1_000)
                                                            .with(FlowField.PACKETS, 10)
                                                            .batch()),
                                            0)));
            lines.add(
                    line(
                            "Flow",
                            new FlowProtobuf(1)
                                    .write(
                                            enricher.enrich(
                                                    FlowSamples.withEveryField(
                                                            ExportProtocol.NETFLOW_V9)),
                                            0)));
        }
        lines.add(line("Alert", new AlertProtobuf().write(alert(Alert.Status.OPEN)).value()));
        new TopNProtobuf()
                .write(TrafficSamples.top(Dimension.SOURCE))
                .forEach(m -> lines.add(line("TopN", m.value())));
        rollups().forEach(r -> lines.add(line("Rollup", new RollupProtobuf().write(r).value())));
        ConversationSamples.all()
                .forEach(
                        c ->
                                lines.add(
                                        line(
                                                "Conversation",
                                                new ConversationProtobuf().write(c).value())));
        ExporterDocumentsTest.notices()
                .forEach(n -> lines.add(line("Exporter", new ExporterProtobuf().write(n).value())));
        return lines;
    }

    private static String line(String type, byte[] message) {
        return type
                + " "
                + HexFormat.of().formatHex(message)
                + " "
                + MessageSchema.read(type, message);
    }
}
