package io.weir.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The schema of a FlinkDeployment, from the custom resource definition that the operator installs.
 *
 * <p>Kubernetes drops fields that a schema does not name, silently by default. Here they are
 * errors: a misspelled field would otherwise only be missed in the running cluster.
 */
final class FlinkDeploymentSchema {

    private static final String DEFINITION =
            "META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";
    private static final String VERSION = "v1beta1";

    private final JsonSchema schema;

    private FlinkDeploymentSchema(JsonSchema schema) {
        this.schema = schema;
    }

    static FlinkDeploymentSchema ofOperator() throws IOException {
        try (InputStream in =
                FlinkDeploymentSchema.class.getClassLoader().getResourceAsStream(DEFINITION)) {
            ObjectNode schema = schemaOfVersion(new YAMLMapper().readTree(in));
            close(schema);
            addFieldsOfEveryResource(schema);
            return new FlinkDeploymentSchema(
                    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(schema));
        }
    }

    /** What is wrong with a resource, one sentence each. */
    List<String> errors(JsonNode resource) {
        return schema.validate(resource).stream().map(ValidationMessage::getMessage).toList();
    }

    private static ObjectNode schemaOfVersion(JsonNode definition) {
        for (JsonNode version : definition.at("/spec/versions")) {
            if (VERSION.equals(version.path("name").asText())) {
                return (ObjectNode) version.at("/schema/openAPIV3Schema");
            }
        }
        throw new IllegalStateException(DEFINITION + " has no version " + VERSION + ".");
    }

    /** Kubernetes knows these by itself; a definition need not name them. */
    private static void addFieldsOfEveryResource(ObjectNode schema) {
        ObjectNode properties = (ObjectNode) schema.get("properties");
        properties.putObject("apiVersion").put("type", "string");
        properties.putObject("kind").put("type", "string");
        properties.putObject("metadata").put("type", "object");
        schema.putArray("required").add("apiVersion").add("kind").add("metadata").add("spec");
    }

    private static void close(ObjectNode schema) {
        JsonNode properties = schema.path("properties");
        properties.forEach(FlinkDeploymentSchema::closeIfSchema);
        closeIfSchema(schema.path("items"));
        closeIfSchema(schema.path("additionalProperties"));
        boolean open =
                schema.has("additionalProperties")
                        || schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
        if (properties.isObject() && !open) {
            schema.put("additionalProperties", false);
        }
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            schema.putArray("type").add("integer").add("string");
        }
    }

    private static void closeIfSchema(JsonNode node) {
        if (node instanceof ObjectNode schema) {
            close(schema);
        }
    }
}
