package io.weir.job.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Documents that stand as JSON files beside the tests. */
final class GoldenDocument {

    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private GoldenDocument() {}

    static JsonNode parse(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compares as trees: the order of fields says nothing. */
    static void assertIs(byte[] json, String file) throws IOException {
        JsonNode expected;
        try (InputStream stream = GoldenDocument.class.getResourceAsStream(file)) {
            expected = JSON.readTree(stream);
        }
        assertThat(sorted(parse(json))).as(file).isEqualTo(sorted(expected));
    }

    /** Text with sorted fields, so that a failure shows the lines that differ. */
    private static String sorted(JsonNode tree) throws IOException {
        return JSON.writeValueAsString(JSON.treeToValue(tree, Object.class));
    }
}
