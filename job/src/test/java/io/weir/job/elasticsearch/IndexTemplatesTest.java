package io.weir.job.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.codec.element.InformationElement;
import io.weir.codec.element.InformationElements;
import io.weir.job.config.KeepOriginal;
import io.weir.job.documents.flow.OriginalRecord;
import java.util.Iterator;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexTemplatesTest {

    private static final Set<String> TYPES =
            Set.of(
                    "keyword",
                    "text",
                    "long",
                    "integer",
                    "double",
                    "boolean",
                    "date",
                    "ip",
                    "geo_point",
                    "flattened");

    @Test
    void coversAllThatIsWritten() {
        assertThat(IndexTemplates.forPrefix("weir"))
                .extracting(IndexTemplate::name)
                .containsExactly(
                        "weir-flows",
                        "weir-rollups",
                        "weir-topn",
                        "weir-conversations",
                        "weir-alerts",
                        "weir-exporters",
                        "weir-dead-letters");
    }

    @Test
    void matchesIndicesOfThePrefix() {
        for (IndexTemplate template : IndexTemplates.forPrefix("edge.7")) {
            assertThat(template.body().path("index_patterns"))
                    .extracting(JsonNode::asText)
                    .containsExactly(template.name() + "-*");
            assertThat(template.name()).startsWith("edge.7-");
            assertThat(template.body().toString()).doesNotContain("{{");
        }
    }

    @Test
    void givesFlowsTheAliasOfTheDashboards() {
        assertThat(template("weir-flows").at("/template/aliases").fieldNames())
                .toIterable()
                .containsExactly("elastiflow-weir");
    }

    @Test
    void givesFlowsTheirShardsAndAllTheirReplicas() {
        IndexOptions options = new IndexOptions("weir", KeepOriginal.NONE, 6, 2, Map.of());
        for (IndexTemplate template : IndexTemplates.of(options)) {
            JsonNode settings = template.body().at("/template/settings");
            assertThat(settings.path("index.number_of_shards").asInt())
                    .isEqualTo(template.name().equals("weir-flows") ? 6 : 1);
            assertThat(settings.path("index.number_of_replicas").asInt()).isEqualTo(2);
            assertThat(settings.has("index.auto_expand_replicas")).isFalse();
        }
    }

    @Test
    void leavesReplicasToTheClusterUnlessTheyAreGiven() {
        for (IndexTemplate template : IndexTemplates.forPrefix("weir")) {
            assertThat(template.body().at("/template/settings/index.auto_expand_replicas"))
                    .hasToString("\"0-1\"");
        }
    }

    @Test
    void mapsNoFieldByGuess() {
        for (IndexTemplate template : IndexTemplates.forPrefix("weir")) {
            JsonNode mappings = template.body().at("/template/mappings");
            assertThat(mappings.path("dynamic").asText()).isEqualTo("false");
            Iterator<Entry<String, JsonNode>> fields = mappings.path("properties").fields();
            assertThat(fields)
                    .toIterable()
                    .isNotEmpty()
                    .allSatisfy(
                            field ->
                                    assertThat(TYPES)
                                            .contains(field.getValue().path("type").asText()));
        }
    }

    @Test
    void storesRecordsWithoutLookingIntoThem() {
        JsonNode fields = flows(KeepOriginal.STORED).at("/mappings/properties");
        for (String object : OriginalRecord.objects()) {
            assertThat(fields.path(object).path("enabled").asBoolean(true)).isFalse();
        }
        assertThat(flows(KeepOriginal.NONE).at("/mappings/properties").has("ipfix")).isFalse();
    }

    @Test
    void indexesRecordsButForWhatNobodyKnows() {
        JsonNode template = flows(KeepOriginal.INDEXED);
        assertThat(template.at("/mappings/dynamic").asText()).isEqualTo("false");
        for (String object : OriginalRecord.objects()) {
            JsonNode mapping = template.at("/mappings/properties").path(object);
            assertThat(mapping.path("dynamic").asBoolean()).isTrue();
            assertThat(mapping.at("/properties/not_indexed/enabled").asBoolean(true)).isFalse();
        }
        long names =
                InformationElements.builtIn().all().stream()
                        .map(InformationElement::name)
                        .distinct()
                        .count();
        long others = template.at("/mappings/properties").size();
        assertThat(template.at("/settings/index.mapping.total_fields.limit").asLong())
                .isGreaterThan(OriginalRecord.objects().size() * (names + 1) - names + 3 * others);
    }

    @Test
    void searchesWithoutAFieldInAllButRecords() {
        assertThat(flows(KeepOriginal.INDEXED).at("/settings/index.query.default_field"))
                .extracting(JsonNode::asText)
                .contains("source.*", "message", "@timestamp")
                .doesNotContain("ipfix.*", "ipfix", "*");
    }

    @Test
    void indexesNamesOfSeveralTypesAsText() {
        Pattern several = Pattern.compile(ElementNames.ofSeveralTypes());
        Pattern addresses = Pattern.compile(ElementNames.ofAddresses());
        assertThat(several.matcher("httpMethod").find()).isTrue();
        assertThat(several.matcher("octetDeltaCount").find()).isFalse();
        assertThat(addresses.matcher("sourceIPv4Address").find()).isTrue();
        assertThat(addresses.matcher("reverseSourceIPv6Address").find()).isTrue();
        assertThat(addresses.matcher("sourceMacAddress").find()).isFalse();
    }

    private static JsonNode flows(KeepOriginal keepOriginal) {
        return IndexTemplates.of(IndexOptions.of("weir", keepOriginal))
                .get(0)
                .body()
                .path("template");
    }

    @Test
    void mapsInterfaceIndexesAsElastiFlowDoes() {
        JsonNode fields = template("weir-flows").at("/template/mappings/properties");
        assertThat(fields.path("flow.input_snmp").path("type").asText()).isEqualTo("keyword");
        assertThat(fields.path("flow.tos").path("type").asText()).isEqualTo("long");
        assertThat(fields.path("flow.next_hop").path("type").asText()).isEqualTo("ip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Weir", "-weir", "_weir", "we ir", "weir/x", "weir*", ".weir"})
    void refusesPrefixThatNoIndexNameCanBeginWith(String prefix) {
        assertThatThrownBy(() -> IndexTemplates.forPrefix(prefix))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + prefix + "'");
    }

    private static JsonNode template(String name) {
        return IndexTemplates.forPrefix("weir").stream()
                .filter(template -> template.name().equals(name))
                .findFirst()
                .orElseThrow()
                .body();
    }
}
