package io.weir.job.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;

/** Requests that only tests make. */
public final class TestRequests {

    private TestRequests() {}

    public static JsonNode put(ElasticsearchClient client, String path, JsonNode body)
            throws ElasticsearchException, InterruptedException {
        return client.send("PUT", path, body);
    }

    public static JsonNode get(ElasticsearchClient client, String path)
            throws ElasticsearchException, InterruptedException {
        return client.send("GET", path, null);
    }
}
