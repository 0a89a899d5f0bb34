package io.weir.job.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.job.elasticsearch.IndexTemplates;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The fields of an index template, and whether a document keeps to them. */
final class MappedFields {

    private static final String INDEXABLE_DATE =
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{3})?Z";

    private final JsonNode properties;

    private MappedFields(JsonNode properties) {
        this.properties = properties;
    }

    /**
     * @param kind flows, rollups, topn, alerts or exporters
     */
    static MappedFields of(String kind) {
        return new MappedFields(
                IndexTemplates.forPrefix("weir").stream()
                        .filter(template -> template.name().equals("weir-" + kind))
                        .findFirst()
                        .orElseThrow()
                        .body()
                        .at("/template/mappings/properties"));
    }

    /** Fails if a field of the document is not in the template, or does not fit its type there. */
    void assertTake(JsonNode document) {
        assertTake("", document);
    }

    private void assertTake(String path, JsonNode node) {
        if (node.isObject() && !properties.has(path)) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                assertTake(name, field.getValue());
            }
            return;
        }
        if (node.isArray() && node.path(0).isObject()) {
            node.forEach(item -> assertTake(path, item));
            return;
        }
        assertThat(properties.has(path)).as("the template has the field %s", path).isTrue();
        String type = properties.path(path).path("type").asText();
        for (JsonNode value : node.isArray() ? node : List.of(node)) {
            assertThat(fits(type, value)).as("%s of type %s takes %s", path, type, value).isTrue();
        }
    }

    private static boolean fits(String type, JsonNode value) {
        return switch (type) {
            case "keyword", "text" -> value.isTextual() && !value.asText().isEmpty();
            case "long" -> value.isIntegralNumber() && value.canConvertToLong();
            case "integer" -> value.isIntegralNumber() && value.canConvertToInt();
            case "flattened" -> value.isObject();
            case "double" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "ip" -> value.isTextual() && isAddress(value.asText());
            case "geo_point" -> node(value, "lat", 90) && node(value, "lon", 180);
            case "date" -> value.isTextual() && isIndexableDate(value.asText());
            default -> throw new AssertionError("Say what fits the type " + type + ".");
        };
    }

    private static boolean node(JsonNode point, String coordinate, int most) {
        JsonNode degrees = point.path(coordinate);
        return degrees.isNumber() && Math.abs(degrees.asDouble()) <= most;
    }

    private static boolean isAddress(String text) {
        return text.matches("[0-9a-f:.]+") && Flows.address(text) != null;
    }

    /** Elasticsearch's {@code strict_date_optional_time}: years have four digits. */
    private static boolean isIndexableDate(String text) {
        return text.matches(INDEXABLE_DATE) && Instant.parse(text) != null;
    }
}
