package io.weir.job.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.job.config.FlowDetail;
import io.weir.job.config.FlowForm;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.Enricher;
import io.weir.operators.enrich.EnrichmentOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlimDocumentsTest {

    private static final FlowForm SLIM = new FlowForm(FlowDetail.SLIM, 1);

    private final FlowDocuments full = new FlowDocuments("weir", FlowForm.FULL);
    private final FlowDocuments slim = new FlowDocuments("weir", SLIM);

    @TempDir private Path folder;

    @Test
    void haveTheSameAsTheFullOnesWhereTheyHaveAnything() throws Exception {
        try (Enricher enricher = EnrichmentFixture.open(folder)) {
            for (FlowBatch batch : FlowSamples.batches()) {
                EnrichedFlows flows = enricher.enrich(batch);

                assertIsPartOf(write(full, flows), write(slim, flows));
            }
        }
    }

    private static void assertIsPartOf(JsonNode whole, JsonNode part) {
        for (Map.Entry<String, JsonNode> field : part.properties()) {
            JsonNode same = whole.path(field.getKey());
            if (field.getValue().isObject()) {
                assertIsPartOf(same, field.getValue());
            } else {
                assertThat(field.getValue()).as(field.getKey()).isEqualTo(same);
            }
        }
    }

    @Test
    void haveWhatMostQuestionsAreAbout() throws Exception {
        try (Enricher enricher = EnrichmentFixture.open(folder)) {
            EnrichedFlows flows =
                    enricher.enrich(FlowSamples.withEveryField(ExportProtocol.NETFLOW_V9));
            JsonNode document = write(slim, flows);

            for (String field :
                    List.of(
                            "/@timestamp",
                            "/ecs/version",
                            "/event/dataset",
                            "/event/start",
                            "/event/duration",
                            "/event/ingested",
                            "/user/name",
                            "/observer/ip",
                            "/observer/ingress/interface/id",
                            "/network/transport",
                            "/network/bytes",
                            "/network/packets",
                            "/network/community_id",
                            "/network/direction",
                            "/source/ip",
                            "/source/port",
                            "/source/bytes",
                            "/source/packets",
                            "/destination/ip",
                            "/destination/port",
                            "/destination/as/organization/name",
                            "/destination/geo/country_iso_code")) {
                assertThat(document.at(field).isMissingNode()).as(field).isFalse();
            }
        }
    }

    @Test
    void nameTheServiceWhereTheClientIsKnown() throws Exception {
        try (Enricher enricher = EnrichmentFixture.open(folder)) {
            assertThat(FlowSamples.batches())
                    .extracting(batch -> write(slim, enricher.enrich(batch)))
                    .extracting(document -> document.at("/flow/service_name").asText())
                    .contains("https (TCP/443)");
        }
    }

    @Test
    void haveNothingTwice() throws Exception {
        try (Enricher enricher = EnrichmentFixture.open(folder)) {
            for (FlowBatch batch : FlowSamples.batches()) {
                JsonNode document = write(slim, enricher.enrich(batch));

                assertThat(document.fieldNames())
                        .toIterable()
                        .doesNotContain("client", "server", "host", "agent", "message");
                assertThat(document.path("flow").fieldNames())
                        .toIterable()
                        .isSubsetOf("service_name", "service_port");
            }
        }
    }

    @Test
    void areLessThanHalfAsLongAsTheFullOnes() throws Exception {
        try (Enricher enricher = EnrichmentFixture.open(folder)) {
            int longer = 0;
            int shorter = 0;
            for (byte[] datagram : ExportedFlows.all()) {
                longer += length(ExportedFlows.documents(datagram, enricher, FlowForm.FULL));
                shorter += length(ExportedFlows.documents(datagram, enricher, SLIM));
            }
            assertThat(shorter).isPositive().isLessThan(longer / 2);
        }
    }

    private static int length(List<byte[]> documents) {
        return documents.stream().mapToInt(document -> document.length).sum();
    }

    /** Each object once: what follows the record as exported must not open an object again. */
    @Test
    void areWholeWithARecordAsExportedAndASample() throws Exception {
        String record = "{\"a\":1}";
        try (Enricher enricher = Enricher.open(EnrichmentOptions.NONE)) {
            FlowBatch batch = FlowSamples.withEveryField(ExportProtocol.IPFIX);
            batch.set(
                    FlowField.ORIGINAL_RECORD,
                    0,
                    batch.append(record.getBytes(StandardCharsets.UTF_8)));
            for (FlowDetail detail : FlowDetail.values()) {
                FlowDocuments documents = new FlowDocuments("weir", new FlowForm(detail, 100));
                JsonNode document = write(documents, enricher.enrich(batch));

                assertThat(document.at("/weir/document/one_in").asInt()).isEqualTo(100);
                assertThat(document.at("/ipfix/a").asInt()).isEqualTo(1);
            }
        }
    }

    private static JsonNode write(FlowDocuments documents, EnrichedFlows flows) {
        return GoldenDocument.parse(documents.write(flows, 0));
    }
}
