package io.weir.job.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The dead letters of an index prefix. */
public final class DeadLetterBox {

    /** The most that one request gives. */
    public static final int MAX_LISTED = 10_000;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TIME = "@timestamp";
    private static final String KEEP_OPEN = "5m";
    private static final int NOT_FOUND = 404;

    private final ElasticsearchClient client;
    private final String indices;

    public DeadLetterBox(ElasticsearchClient client, String indexPrefix) {
        this.client = client;
        this.indices = indexPrefix + "-dead-letters-*";
    }

    /**
     * Some of the letters.
     *
     * @param letters the newest first
     * @param total how many there are
     */
    public record Listing(List<DeadLetter> letters, long total) {

        public Listing {
            letters = List.copyOf(letters);
        }
    }

    /**
     * The newest letters.
     *
     * @param reason words that stand in this order in the reason
     * @param limit from 1 to {@value #MAX_LISTED}
     */
    public Listing newest(Optional<String> reason, int limit)
            throws ElasticsearchException, InterruptedException {
        JsonNode answer = client.search(indices, request(reason, "desc", limit));
        return new Listing(letters(answer), answer.at("/hits/total/value").asLong());
    }

    /**
     * All letters that are there now, the oldest first, in batches. To be closed.
     *
     * @param reason words that stand in this order in the reason
     */
    public Reading oldestFirst(Optional<String> reason, int batch)
            throws ElasticsearchException, InterruptedException {
        return new Reading(
                client.send(
                        "POST",
                        "/" + indices + "/_search?ignore_unavailable=true&scroll=" + KEEP_OPEN,
                        request(reason, "asc", batch)));
    }

    private static ObjectNode request(Optional<String> reason, String order, int size) {
        ObjectNode request = JSON.createObjectNode();
        request.put("size", size).put("track_total_hits", true);
        request.putArray("sort")
                .addObject()
                .putObject(TIME)
                .put("order", order)
                .put("unmapped_type", "date");
        reason.ifPresent(
                words ->
                        request.putObject("query")
                                .putObject("match_phrase")
                                .put("event.reason", words));
        return request;
    }

    private static List<DeadLetter> letters(JsonNode answer) {
        List<DeadLetter> letters = new ArrayList<>();
        answer.at("/hits/hits").forEach(hit -> letters.add(DeadLetter.of(hit)));
        return letters;
    }

    /** Letters as they were when the reading began, one batch after the other. */
    public final class Reading {

        private JsonNode answer;
        private boolean isFirst = true;

        private Reading(JsonNode answer) {
            this.answer = answer;
        }

        /** The next batch; empty when there are no more. */
        public List<DeadLetter> next() throws ElasticsearchException, InterruptedException {
            if (!isFirst) {
                ObjectNode request = JSON.createObjectNode();
                request.put("scroll", KEEP_OPEN).put("scroll_id", scrollId());
                answer = client.send("POST", "/_search/scroll", request);
            }
            isFirst = false;
            return letters(answer);
        }

        private String scrollId() {
            return answer.path("_scroll_id").asText();
        }

        /** Lets Elasticsearch forget it. */
        public void close() throws ElasticsearchException, InterruptedException {
            ObjectNode request = JSON.createObjectNode();
            request.put("scroll_id", scrollId());
            try {
                client.send("DELETE", "/_search/scroll", request);
            } catch (ElasticsearchException e) {
                // Where there is no index, there is nothing to forget.
                if (e.status() != NOT_FOUND) {
                    throw e;
                }
            }
        }
    }
}
