package io.weir.job.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.operators.topn.Talker;
import io.weir.operators.topn.TopTalkers;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopTalkersDocumentsTest {

    private static final Instant WINDOW = Instant.parse("2026-01-01T23:59:00Z");
    private static final Instant NOW = Instant.parse("2026-01-02T00:00:06Z");
    private static final List<Talker> TALKERS =
            List.of(
                    new Talker(Flows.address("10.1.2.3"), 600, 6, 3),
                    new Talker(Flows.address("2001:db8::1"), 300, 3, 2));

    private final TopTalkersDocuments documents = new TopTalkersDocuments("weir");

    @Test
    void writesRanksAndTheRest() throws IOException {
        List<IndexedDocument> written = write(10, false);

        assertThat(written).hasSize(3);
        GoldenDocument.assertIs(written.get(0).json(), "topn-rank.json");
        GoldenDocument.assertIs(written.get(2).json(), "topn-other.json");
    }

    @Test
    void givesEachRankTheSamePlaceInEveryRevision() {
        List<IndexedDocument> first = write(10, false);
        List<IndexedDocument> last = write(25, true);

        assertThat(last)
                .extracting(IndexedDocument::id)
                .containsExactly(
                        "1767311940000/talkers/source/1",
                        "1767311940000/talkers/source/2",
                        "1767311940000/talkers/source/other");
        assertThat(last)
                .extracting(IndexedDocument::id)
                .isEqualTo(first.stream().map(IndexedDocument::id).toList());
        assertThat(first).extracting(IndexedDocument::index).containsOnly("weir-topn-2026.01.01");
        assertThat(last).extracting(IndexedDocument::index).containsOnly("weir-topn-2026.01.01");
    }

    @Test
    void saysWhenWindowIsFinal() {
        assertThat(json(write(25, true).get(0)).at("/weir/window/final").asBoolean()).isTrue();
        assertThat(json(write(25, true).get(0)).at("/weir/revision").asInt()).isEqualTo(25);
    }

    @Test
    void hasNoShareWhereThereWasNoTraffic() {
        TopTalkers quiet =
                new TopTalkers(
                        WINDOW.toEpochMilli(),
                        WINDOW.plusSeconds(60).toEpochMilli(),
                        List.of(),
                        new Talker(null, 0, 0, 0),
                        0,
                        true);

        List<IndexedDocument> written = documents.documents(quiet, NOW.toEpochMilli());

        assertThat(written).hasSize(1);
        assertThat(json(written.get(0)).at("/weir/topn/share").asDouble()).isZero();
    }

    @Test
    void writesOnlyFieldsThatTheTemplateHas() {
        for (IndexedDocument document : write(10, true)) {
            MappedFields.of("topn").assertTake(json(document));
        }
    }

    private List<IndexedDocument> write(long revision, boolean complete) {
        TopTalkers top =
                new TopTalkers(
                        WINDOW.toEpochMilli(),
                        WINDOW.plusSeconds(60).toEpochMilli(),
                        TALKERS,
                        new Talker(null, 100, 1, 1),
                        revision,
                        complete);
        return documents.documents(top, NOW.toEpochMilli());
    }

    private static JsonNode json(IndexedDocument document) {
        return GoldenDocument.parse(document.json());
    }
}
