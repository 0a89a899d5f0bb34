package io.weir.job.elasticsearch.bulk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads the answer to a bulk request. */
final class BulkResponse {

    private static final ObjectMapper JSON = new ObjectMapper(new JsonFactory());

    private BulkResponse() {}

    /**
     * The outcome that the answer tells.
     *
     * @param sent how many documents the request had
     * @throws IOException if it is no answer to a bulk request of so many documents
     */
    static BulkOutcome read(InputStream body, int sent) throws IOException {
        try (JsonParser parser = JSON.createParser(body)) {
            require(parser.nextToken() == JsonToken.START_OBJECT, "is no JSON object");
            List<BulkOutcome.Item> items = new ArrayList<>();
            boolean answered = false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals("errors")) {
                    answered = true;
                    if (!parser.getBooleanValue()) {
                        return new BulkOutcome.Written();
                    }
                } else if (name.equals("items")) {
                    JSON.<JsonNode>readTree(parser).forEach(item -> items.add(item(item)));
                } else {
                    parser.skipChildren();
                }
            }
            require(answered, "does not say whether there were errors");
            require(items.size() == sent, "has " + items.size() + " items for " + sent);
            return new BulkOutcome.Mixed(items);
        }
    }

    /** {@code {"index":{"status":400,"error":{"type":…,"reason":…}}}}. */
    private static BulkOutcome.Item item(JsonNode action) {
        JsonNode result = action.elements().next();
        JsonNode error = result.path("error");
        ItemVerdict verdict =
                ItemVerdict.of(result.path("status").asInt(), error.path("type").asText());
        return new BulkOutcome.Item(verdict, reason(error));
    }

    private static String reason(JsonNode error) {
        StringBuilder reason = new StringBuilder(error.path("reason").asText());
        for (JsonNode cause = error.path("caused_by");
                cause.has("reason");
                cause = cause.path("caused_by")) {
            reason.append(": ").append(cause.path("reason").asText());
        }
        return reason.toString();
    }

    private static void require(boolean condition, String problem) throws IOException {
        if (!condition) {
            throw new IOException("the answer " + problem);
        }
    }
}
