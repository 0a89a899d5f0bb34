package io.weir.job.documents;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.job.config.FlowDetail;
import io.weir.job.config.FlowForm;
import io.weir.job.documents.fields.Field;
import io.weir.job.documents.fields.FieldCatalogue;
import io.weir.job.documents.fields.FieldType;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.Enricher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** The names of all fields in a set of documents. */
final class WrittenFields {

    private static final Set<String> POINTS =
            FieldCatalogue.fields().stream()
                    .filter(field -> field.type() == FieldType.GEO_POINT)
                    .map(Field::name)
                    .collect(Collectors.toSet());

    private final Set<String> names = new TreeSet<>();

    private WrittenFields() {}

    /** Those of documents that are enriched with everything, reverse DNS too. */
    static Set<String> ofAllSamples(Path folder) throws Exception {
        WrittenFields fields = new WrittenFields();
        try (PointerServer resolver = new PointerServer();
                Enricher enricher = EnrichmentFixture.open(folder, resolver.address())) {
            FlowBatch batch = FlowSamples.withEveryField(ExportProtocol.NETFLOW_V9);
            batch.markAbsent(FlowField.ORIGINAL_EXPORTER, 0);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> isNamed(enricher.enrich(batch)));
            FlowDocuments documents = new FlowDocuments("weir", FlowForm.FULL);
            fields.add(documents.write(enricher.enrich(batch), 0));
            FlowSamples.documents(enricher).forEach(fields::add);
            FlowDocuments sampled = new FlowDocuments("weir", new FlowForm(FlowDetail.FULL, 10));
            fields.add(sampled.write(enricher.enrich(batch), 0));
        }
        return fields.names;
    }

    static boolean isNamed(EnrichedFlows flows) {
        return flows.exporterName() != null && flows.domain(flows.source(), 0) != null;
    }

    private void add(byte[] document) {
        add("", GoldenDocument.parse(document));
    }

    private void add(String path, JsonNode node) {
        if (!node.isObject() || POINTS.contains(path)) {
            names.add(path);
            return;
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            add(path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue());
        }
    }
}
