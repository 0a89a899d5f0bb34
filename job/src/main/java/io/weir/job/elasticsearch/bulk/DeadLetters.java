package io.weir.job.elasticsearch.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Makes documents of those that Elasticsearch will not take: their text and where they were to go,
 * with the reason, in an index of their own.
 */
final class DeadLetters {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy.MM.dd").withZone(ZoneOffset.UTC);

    private final String stem;
    private final String stream;
    private final Clock clock;

    /**
     * @param indexPrefix the first part of the names of indices
     * @param stream whose documents they are
     */
    DeadLetters(String indexPrefix, String stream, Clock clock) {
        this.stem = indexPrefix + "-dead-letters-";
        this.stream = stream;
        this.clock = clock;
    }

    /** Puts in the place of a rejected document one that says so. */
    void bury(Bulk bulk, int item, String reason, DocumentCollector documents) {
        Instant now = clock.instant();
        ObjectNode letter = JSON.createObjectNode();
        letter.put("@timestamp", now.toString());
        letter.putObject("event").put("kind", "pipeline_error").put("reason", reason);
        letter.putObject("weir")
                .putObject("dead_letter")
                .put("stage", "elasticsearch")
                .put("stream", stream)
                .put("action", bulk.action(item))
                .put("document", bulk.document(item));
        documents.add(stem + DAY.format(now), bytes(letter));
    }

    /** Whether an item is a dead letter itself. */
    boolean isOne(Bulk bulk, int item) {
        return bulk.action(item).startsWith("{\"index\":{\"_index\":\"" + stem);
    }

    private static byte[] bytes(ObjectNode letter) {
        try {
            return JSON.writeValueAsBytes(letter);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of texts was not written.", e);
        }
    }
}
