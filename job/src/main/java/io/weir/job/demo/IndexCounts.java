package io.weir.job.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.job.config.ElasticsearchConfiguration;
import io.weir.job.elasticsearch.ElasticsearchClient;
import io.weir.job.elasticsearch.ElasticsearchEndpoint;
import io.weir.job.elasticsearch.ElasticsearchException;
import java.util.Map;
import java.util.TreeMap;

/** What is in the indices by now. */
final class IndexCounts {

    private static final int MOST_BUCKETS = 100;

    private final ElasticsearchClient client;
    private final String prefix;

    IndexCounts(ElasticsearchConfiguration configuration)
            throws ElasticsearchException, InterruptedException {
        client = new ElasticsearchClient(ElasticsearchEndpoint.of(configuration));
        prefix = configuration.indexPrefix();
        client.refresh(prefix + "-*");
    }

    Map<String, Long> flowsByProtocol() throws ElasticsearchException, InterruptedException {
        return countBy(prefix + "-flows-*", "weir.protocol");
    }

    long topN() throws ElasticsearchException, InterruptedException {
        return client.count(prefix + "-topn-*");
    }

    Map<String, Long> alertsByRule() throws ElasticsearchException, InterruptedException {
        return countBy(prefix + "-alerts-*", "rule.id");
    }

    private Map<String, Long> countBy(String index, String field)
            throws ElasticsearchException, InterruptedException {
        ObjectNode query = new ObjectMapper().createObjectNode().put("size", 0);
        ObjectNode terms = query.putObject("aggs").putObject("by").putObject("terms");
        terms.put("field", field).put("size", MOST_BUCKETS);
        JsonNode found = client.search(index, query);
        Map<String, Long> counts = new TreeMap<>();
        for (JsonNode bucket : found.path("aggregations").path("by").path("buckets")) {
            counts.put(bucket.path("key").asText(), bucket.path("doc_count").asLong());
        }
        return counts;
    }
}
