package io.weir.job.elasticsearch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * A document that Elasticsearch rejected.
 *
 * @param box the index that the letter is in
 * @param id of the letter in that index
 * @param time when it was rejected; the epoch if the letter does not say
 * @param stream whose document it is
 * @param action where it was to go: the first line of its item in a bulk request
 * @param document its text
 * @param reason why it was rejected
 */
public record DeadLetter(
        String box,
        String id,
        Instant time,
        String stream,
        String action,
        String document,
        String reason) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads a hit of a search. */
    static DeadLetter of(JsonNode hit) {
        JsonNode source = hit.path("_source");
        JsonNode letter = source.at("/weir/dead_letter");
        return new DeadLetter(
                hit.path("_index").asText(),
                hit.path("_id").asText(),
                time(source.path("@timestamp").asText()),
                letter.path("stream").asText(),
                letter.path("action").asText(),
                letter.path("document").asText(),
                source.at("/event/reason").asText());
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    /** The index that the document was to go to; empty if the letter does not say. */
    public String index() {
        return target().path("_index").asText();
    }

    /**
     * The id that the document was to have. One that Elasticsearch was to give has that of the
     * letter, so that it is there once however often it is sent.
     */
    public String documentId() {
        return target().path("_id").asText(id);
    }

    /** The version that the document was to have; negative if it has none. */
    public long version() {
        return target().path("version").asLong(-1);
    }

    /** Whether it says what was to be written where. */
    public boolean isComplete() {
        return !index().isEmpty() && parsed(document).isObject();
    }

    private JsonNode target() {
        return parsed(action).path("index");
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
