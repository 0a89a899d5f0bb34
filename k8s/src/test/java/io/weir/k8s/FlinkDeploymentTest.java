package io.weir.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlinkDeploymentTest {

    /** Fields whose content is free: any name is allowed in them. */
    private static final Set<String> MAPS = Set.of("metadata", "flinkConfiguration");

    private static FlinkDeploymentSchema schema;
    private static JsonNode deployment;

    @BeforeAll
    static void read() throws IOException {
        schema = FlinkDeploymentSchema.ofOperator();
        deployment = manifest("flink-deployment.yaml");
    }

    @Test
    void fitsTheOperatorsDefinition() {
        assertThat(schema.errors(deployment)).isEmpty();
    }

    @Test
    void isRefusedWhenAnyFieldIsMisspelled() {
        List<JsonPointer> fields = new ArrayList<>();
        collectFields(deployment, JsonPointer.empty(), fields);

        assertThat(fields).hasSizeGreaterThan(40);
        assertThat(fields)
                .allSatisfy(field -> assertThat(schema.errors(misspelled(field))).isNotEmpty());
    }

    @Test
    void isRefusedWhenAValueHasTheWrongType() {
        JsonNode changed = deployment.deepCopy();
        ((ObjectNode) changed.at("/spec/job")).put("parallelism", "many");

        assertThat(schema.errors(changed)).singleElement().asString().contains("parallelism");
    }

    @Test
    void isRefusedWhenTheFlinkVersionIsUnknown() {
        JsonNode changed = deployment.deepCopy();
        ((ObjectNode) changed.get("spec")).put("flinkVersion", "v1_2");

        assertThat(schema.errors(changed)).singleElement().asString().contains("flinkVersion");
    }

    @Test
    void namesTheResourcesBesideIt() throws IOException {
        assertThat(deployment.at("/spec/podTemplate/spec/volumes/0/configMap/name"))
                .isEqualTo(manifest("configmap.yaml").at("/metadata/name"));
        assertThat(
                        deployment.at(
                                "/spec/podTemplate/spec/volumes/1/persistentVolumeClaim/claimName"))
                .isEqualTo(manifest("state-volume.yaml").at("/metadata/name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"collector", "analysis"})
    void partsAroundKafkaFitTheDefinitionAndNameWhatIsBesideThem(String part) throws IOException {
        JsonNode job = manifest("with-kafka/" + part + ".yaml");

        assertThat(schema.errors(job)).isEmpty();
        assertThat(job.at("/spec/podTemplate/spec/volumes/0/configMap/name"))
                .isEqualTo(manifest("with-kafka/" + part + "-configmap.yaml").at("/metadata/name"));
        assertThat(job.at("/spec/podTemplate/spec/volumes/1/persistentVolumeClaim/claimName"))
                .isEqualTo(manifest("state-volume.yaml").at("/metadata/name"));
    }

    @Test
    void collectorReceivesWhatTheServiceForwards() throws IOException {
        assertThat(manifest("service.yaml").at("/spec/ports").findValues("targetPort"))
                .isNotEmpty()
                .isEqualTo(
                        manifest("with-kafka/collector.yaml")
                                .at("/spec/taskManager")
                                .findValues("containerPort"));
    }

    @Test
    void receivesWhatTheServiceForwards() throws IOException {
        JsonNode service = manifest("service.yaml");

        assertThat(service.at("/spec/externalTrafficPolicy").asText()).isEqualTo("Local");
        assertThat(service.at("/spec/selector/app")).isEqualTo(deployment.at("/metadata/name"));
        assertThat(service.at("/spec/ports").findValues("targetPort"))
                .isNotEmpty()
                .isEqualTo(deployment.at("/spec/taskManager").findValues("containerPort"));
        assertThat(service.at("/spec/ports").findValuesAsText("protocol")).containsOnly("UDP");
    }

    private static void collectFields(JsonNode node, JsonPointer at, List<JsonPointer> fields) {
        node.properties()
                .forEach(
                        field -> {
                            JsonPointer pointer = at.appendProperty(field.getKey());
                            fields.add(pointer);
                            if (!MAPS.contains(field.getKey())) {
                                collectFields(field.getValue(), pointer, fields);
                            }
                        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collectFields(node.get(i), at.appendIndex(i), fields);
        }
    }

    private static JsonNode misspelled(JsonPointer field) {
        JsonNode copy = deployment.deepCopy();
        ObjectNode parent = (ObjectNode) copy.at(field.head());
        String name = field.last().getMatchingProperty();
        parent.set(name + "x", parent.remove(name));
        return copy;
    }

    private static JsonNode manifest(String name) throws IOException {
        return new YAMLMapper().readTree(Path.of(name).toFile());
    }
}
