package io.weir.job.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.job.documents.flow.ConversationId;
import io.weir.operators.conversations.Conversation;
import io.weir.operators.conversations.Ending;
import io.weir.operators.enrich.ids.IdText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConversationDocumentsTest {

    private static final long NOW = Instant.parse("2026-01-02T00:03:00Z").toEpochMilli();

    private final ConversationDocuments documents = new ConversationDocuments("weir");

    @Test
    void writesAConversationThatGoesOn() throws IOException {
        GoldenDocument.assertIs(
                write(ConversationSamples.tcp(7, null)).json(), "conversation-updated.json");
    }

    @Test
    void writesAConversationThatIsOver() throws IOException {
        IndexedDocument written = write(ConversationSamples.tcp(9, Ending.TCP));

        GoldenDocument.assertIs(written.json(), "conversation-final.json");
        assertThat(written.index()).isEqualTo("weir-conversations-2026.01.01");
        assertThat(written.id())
                .endsWith("/192.0.2.1/1767311911000/1767311970500")
                .hasSizeLessThan(512);
        assertThat(written.revision()).isEqualTo(19);
    }

    @Test
    void writesAConversationWithoutPorts() throws IOException {
        Conversation icmp = ConversationSamples.all().skip(3).findFirst().orElseThrow();

        GoldenDocument.assertIs(write(icmp).json(), "conversation-icmp.json");
    }

    @Test
    void givesAConversationTheSamePlaceInEveryRevision() {
        IndexedDocument first = write(ConversationSamples.tcp(7, null));
        IndexedDocument later = write(ConversationSamples.tcp(8, null));
        IndexedDocument last = write(ConversationSamples.tcp(8, Ending.SILENCE));

        assertThat(List.of(later.id(), last.id())).containsOnly(first.id());
        assertThat(List.of(later.index(), last.index())).containsOnly(first.index());
        assertThat(List.of(first.revision(), later.revision(), last.revision()))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void makesNoIndexForADayThatAnExporterDreamsOf() {
        Conversation sample = ConversationSamples.tcp(7, null);
        Conversation dream =
                new Conversation(
                        sample.source(),
                        sample.destination(),
                        sample.protocol(),
                        sample.exporter(),
                        sample.clientEvidence(),
                        false,
                        sample.openedMillis(),
                        /* firstStartMillis= */ 0,
                        /* startMillis= */ 0,
                        sample.endMillis(),
                        1,
                        null);

        assertThat(write(dream).index()).isEqualTo("weir-conversations-2026.01.01");
    }

    @Test
    void hasTheIdThatItsFlowsHave() {
        FlowBatch flow =
                Flows.of(ExportProtocol.IPFIX, 7, 9)
                        .with(FlowField.SOURCE_ADDRESS, "10.1.2.3")
                        .with(FlowField.DESTINATION_ADDRESS, "198.51.100.7")
                        .with(FlowField.PROTOCOL, 6)
                        .with(FlowField.SOURCE_PORT, 50_000)
                        .with(FlowField.DESTINATION_PORT, 443)
                        .batch();
        byte[] id = new byte[IdText.LENGTH];
        assertThat(new ConversationId().write(flow, 0, id)).isTrue();

        JsonNode document = GoldenDocument.parse(write(ConversationSamples.tcp(7, null)).json());
        assertThat(document.at("/flow/conversation_id").asText())
                .isEqualTo(new String(id, StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @MethodSource("io.weir.job.documents.ConversationSamples#all")
    void writesOnlyFieldsThatTheTemplateHas(Conversation conversation) {
        JsonNode document = GoldenDocument.parse(write(conversation).json());

        MappedFields.of("conversations").assertTake(document);
        assertThat(document.at("/weir/conversation/records").asLong())
                .isEqualTo(conversation.records());
    }

    private IndexedDocument write(Conversation conversation) {
        List<IndexedDocument> written = documents.documents(conversation, NOW);
        assertThat(written).hasSize(1);
        return written.get(0);
    }
}
