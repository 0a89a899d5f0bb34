package io.weir.job.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.codec.flow.FlowBatch;
import io.weir.job.config.FlowForm;
import io.weir.job.documents.ElastiFlowFields;
import io.weir.job.documents.EnrichmentFixture;
import io.weir.job.documents.FlowDocuments;
import io.weir.job.documents.FlowSamples;
import io.weir.job.documents.PlainEnrichment;
import io.weir.job.documents.fields.FieldCatalogue;
import io.weir.job.elasticsearch.local.ElasticsearchExtension;
import io.weir.operators.enrich.Enricher;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a real server makes of flow documents. */
@ExtendWith(ElasticsearchExtension.class)
class FlowTemplateIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HOSTILE_FLOWS = 200;

    @TempDir private Path folder;

    @Test
    void givesEachFieldItsType(ElasticsearchClient client) throws Exception {
        String index = "flow-types-it-flows-2026.01.02";
        new ElasticsearchSetup("flow-types-it").install(client);
        try (Enricher enricher = EnrichmentFixture.open(folder)) {
            assertTakesAll(client, index, FlowSamples.documents(enricher));
        }

        JsonNode fields =
                client.send("GET", "/" + index + "/_field_caps?fields=*", null).path("fields");
        assertThat(FieldCatalogue.fields())
                .allSatisfy(field -> assertType(fields, field.name(), field.type().label()));
        for (Map.Entry<String, String> field : ElastiFlowFields.types().entrySet()) {
            assertType(fields, field.getKey(), field.getValue());
        }
    }

    private static void assertType(JsonNode fields, String name, String type) {
        assertThat(fields.path(name).fieldNames()).toIterable().as(name).containsExactly(type);
    }

    @Test
    void takesWhateverExportersSend(ElasticsearchClient client) throws Exception {
        new ElasticsearchSetup("hostile-it").install(client);
        List<FlowBatch> batches = new ArrayList<>();
        for (long number : new long[] {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            batches.add(FlowSamples.extreme(number));
        }
        for (int seed = 0; seed < HOSTILE_FLOWS; seed++) {
            batches.add(FlowSamples.hostile(seed));
        }
        FlowDocuments documents = new FlowDocuments("hostile-it", FlowForm.FULL);
        List<byte[]> written = new ArrayList<>();
        for (FlowBatch batch : batches) {
            written.add(documents.write(PlainEnrichment.of(batch), 0));
        }

        assertTakesAll(client, "hostile-it-flows-2026.01.02", written);
    }

    /** A document that the server rejects fails the request, and so the test. */
    private static void assertTakesAll(
            ElasticsearchClient client, String index, List<byte[]> documents) throws Exception {
        for (int i = 0; i < documents.size(); i++) {
            client.send("PUT", "/" + index + "/_doc/" + i, JSON.readTree(documents.get(i)));
        }
        client.refresh(index);
        assertThat(client.count(index)).isEqualTo(documents.size());
    }
}
