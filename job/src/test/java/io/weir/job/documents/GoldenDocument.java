package io.weir.job.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Documents that stand as JSON files beside the tests. {@code -Dweir.golden.write} writes them
 * anew: read what changed before you commit it.
 */
final class GoldenDocument {

    private static final Path FOLDER =
            Path.of("src", "test", "resources", "io", "weir", "job", "documents");

    private static final ObjectMapper JSON =
            new ObjectMapper(
                            new JsonFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION))
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
        String actual = sorted(portable(parse(json)));
        if (System.getProperty("weir.golden.write") != null) {
            Files.writeString(FOLDER.resolve(file), actual + "\n");
        }
        assertThat(actual).as(file).isEqualTo(sorted(JSON.readTree(FOLDER.resolve(file).toFile())));
    }

    /** Without what is another on each host and in each version. */
    private static JsonNode portable(JsonNode document) {
        if (document.path("agent").isObject()) {
            ((ObjectNode) document.path("agent")).put("hostname", "HOST").put("version", "VERSION");
            ((ObjectNode) document).put("@version", "VERSION");
        }
        return document;
    }

    /** Text with sorted fields, so that a failure shows the lines that differ. */
    private static String sorted(JsonNode tree) throws IOException {
        return JSON.writeValueAsString(JSON.treeToValue(tree, Object.class));
    }
}
