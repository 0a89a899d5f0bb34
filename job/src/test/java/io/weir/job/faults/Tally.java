package io.weir.job.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.job.elasticsearch.ElasticsearchClient;
import java.util.HashSet;
import java.util.Set;

/**
 * What an index has of numbered documents.
 *
 * @param distinct numbers
 * @param writtenAgain how often a document was put in the place of itself
 */
record Tally(long documents, long distinct, long writtenAgain) {

    private static final int PAGE = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    static Tally of(ElasticsearchClient client, String index) throws Exception {
        client.refresh(index);
        ObjectNode page = JSON.createObjectNode().put("size", PAGE).put("version", true);
        page.putArray("sort").add("_id");
        Set<String> numbers = new HashSet<>();
        long documents = 0;
        long versions = 0;
        JsonNode hits = client.search(index, page).at("/hits/hits");
        while (!hits.isEmpty()) {
            for (JsonNode hit : hits) {
                numbers.add(hit.at("/_source/n").asText());
                versions += hit.path("_version").asLong();
                documents++;
                page.set("search_after", hit.path("sort"));
            }
            hits = client.search(index, page).at("/hits/hits");
        }
        return new Tally(documents, numbers.size(), versions - documents);
    }
}
