package io.weir.job.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.operators.traffic.Dimension;
import io.weir.operators.traffic.Rollup;
import io.weir.operators.traffic.Traffic;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RollupDocumentsTest {

    private static final long NOW = Instant.parse("2026-01-02T00:00:06Z").toEpochMilli();

    private final RollupDocuments documents = new RollupDocuments("weir");

    @Test
    void writesTheTrafficOfAKey() throws IOException {
        IndexedDocument written = write(TrafficSamples.rollups(Dimension.INTERFACE).get(0));

        GoldenDocument.assertIs(written.json(), "rollup-key.json");
        assertThat(written.id()).isEqualTo("1767311940000/60/interface/10.1.2.3/7/in");
        assertThat(written.index()).isEqualTo("weir-rollups-2026.01.01");
    }

    @Test
    void writesTheTrafficOfKeysThatHadNoRoom() throws IOException {
        List<Rollup> rollups = TrafficSamples.rollups(Dimension.INTERFACE);
        IndexedDocument written = write(rollups.get(rollups.size() - 1));

        GoldenDocument.assertIs(written.json(), "rollup-other.json");
        assertThat(written.id()).isEqualTo("1767311940000/60/interface/other-6");
    }

    @Test
    void givesAKeyTheSamePlaceInEveryRevision() {
        Rollup first = TrafficSamples.rollups(Dimension.SERVICE).get(0);
        Rollup later =
                new Rollup(
                        first.dimension(),
                        first.windowStart(),
                        first.windowEnd(),
                        first.key(),
                        false,
                        first.bucket(),
                        first.traffic().plus(new Traffic(100, 1, 0)),
                        first.distinct(),
                        first.interfaceSpeed());

        assertThat(write(later).id()).isEqualTo(write(first).id());
        assertThat(write(later).revision()).isGreaterThan(write(first).revision());
    }

    @ParameterizedTest
    @EnumSource(Dimension.class)
    void writesOnlyFieldsThatTheTemplateHas(Dimension dimension) {
        for (Rollup rollup : TrafficSamples.rollups(dimension)) {
            JsonNode document = GoldenDocument.parse(write(rollup).json());
            MappedFields.of("rollups").assertTake(document);
            assertThat(document.at("/weir/rollup/dimension").asText()).isEqualTo(dimension.label());
            assertThat(document.at("/weir/rollup/other").asBoolean()).isEqualTo(rollup.isOther());
        }
    }

    @ParameterizedTest
    @EnumSource(Dimension.class)
    void givesEachKeyAnIdThatElasticsearchTakes(Dimension dimension) {
        List<Rollup> rollups = TrafficSamples.rollups(dimension);

        assertThat(rollups.stream().map(rollup -> write(rollup).id()))
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id).hasSizeLessThan(200));
    }

    private IndexedDocument write(Rollup rollup) {
        List<IndexedDocument> written = documents.documents(rollup, NOW);
        assertThat(written).hasSize(1);
        return written.get(0);
    }
}
