package io.weir.job.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.operators.traffic.Dimension;
import io.weir.operators.traffic.Distinct;
import io.weir.operators.traffic.Metric;
import io.weir.operators.traffic.TopEntry;
import io.weir.operators.traffic.TopN;
import io.weir.operators.traffic.Traffic;
import io.weir.operators.traffic.TrafficKey;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TopNDocumentsTest {

    private static final long NOW = Instant.parse("2026-01-02T00:00:06Z").toEpochMilli();
    private static final List<TrafficKey> KEYS = TrafficSamples.keys(Dimension.SOURCE);
    private static final List<TopEntry> ENTRIES =
            List.of(
                    new TopEntry(KEYS.get(0), new Traffic(600, 6, 3), 0, new Distinct(17, 4)),
                    new TopEntry(KEYS.get(1), new Traffic(300, 3, 2), 25, null));

    private final TopNDocuments documents = new TopNDocuments("weir");

    @Test
    void writesRanksAndTheRest() throws IOException {
        List<IndexedDocument> written = write(10, false);

        assertThat(written).hasSize(3);
        GoldenDocument.assertIs(written.get(0).json(), "topn-rank.json");
        GoldenDocument.assertIs(written.get(1).json(), "topn-missed.json");
        GoldenDocument.assertIs(written.get(2).json(), "topn-other.json");
    }

    @Test
    void givesEachRankTheSamePlaceInEveryRevision() {
        List<IndexedDocument> first = write(10, false);
        List<IndexedDocument> last = write(25, true);

        assertThat(last)
                .extracting(IndexedDocument::id)
                .containsExactly(
                        "1767311940000/60/source/all/1",
                        "1767311940000/60/source/all/2",
                        "1767311940000/60/source/all/other");
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
    void sharesWhatRanksAreMadeBy() {
        TopN byFlows = top(List.of(ENTRIES.get(0)), new Traffic(1_000_000, 1, 1), Metric.FLOWS);

        JsonNode document = json(documents.documents(byFlows, NOW).get(0));

        assertThat(document.at("/weir/topn/metric").asText()).isEqualTo("flows");
        assertThat(document.at("/weir/topn/share").asDouble()).isEqualTo(0.75);
    }

    @Test
    void hasNoShareWhereThereWasNoTraffic() {
        List<IndexedDocument> written =
                documents.documents(top(List.of(), Traffic.NONE, Metric.BYTES), NOW);

        assertThat(written).hasSize(1);
        assertThat(json(written.get(0)).at("/weir/topn/share").asDouble()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Dimension.class)
    void writesOnlyFieldsThatTheTemplateHas(Dimension dimension) {
        TopN top = TrafficSamples.top(dimension);

        List<IndexedDocument> written = documents.documents(top, NOW);

        assertThat(written).hasSize(top.entries().size() + 1);
        for (IndexedDocument document : written) {
            MappedFields.of("topn").assertTake(json(document));
            assertThat(json(document).at("/weir/topn/dimension").asText())
                    .isEqualTo(dimension.label());
        }
    }

    private List<IndexedDocument> write(long revision, boolean complete) {
        return documents.documents(
                TrafficSamples.top(Dimension.SOURCE, ENTRIES, revision, complete), NOW);
    }

    private static TopN top(List<TopEntry> entries, Traffic other, Metric metric) {
        return new TopN(
                Dimension.SOURCE,
                TrafficSamples.START,
                TrafficSamples.END,
                entries,
                other,
                metric,
                0,
                0,
                true);
    }

    private static JsonNode json(IndexedDocument document) {
        return GoldenDocument.parse(document.json());
    }
}
