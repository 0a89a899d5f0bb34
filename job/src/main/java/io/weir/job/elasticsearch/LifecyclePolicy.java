package io.weir.job.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.job.config.DocumentStream;
import java.util.ArrayList;
import java.util.List;

/**
 * When index lifecycle management deletes the daily indices of a stream.
 *
 * @param name that of the stream's index template, too
 * @param retentionDays from the end of the day
 */
record LifecyclePolicy(String name, int retentionDays) {

    static List<LifecyclePolicy> of(IndexOptions options) {
        List<LifecyclePolicy> policies = new ArrayList<>();
        for (DocumentStream stream : DocumentStream.values()) {
            Integer days = options.retentionDays().get(stream);
            if (days != null) {
                String name = options.prefix() + "-" + stream.spelling();
                policies.add(new LifecyclePolicy(name, days));
            }
        }
        return policies;
    }

    /** The path of the request that installs it. */
    String path() {
        return "/_ilm/policy/" + name;
    }

    /** What is sent: the age of an index counts from when it is made, with its day's beginning. */
    JsonNode body() {
        ObjectNode body = new ObjectMapper().createObjectNode();
        body.withObject("/policy/phases/delete")
                .put("min_age", retentionDays + 1 + "d")
                .withObject("/actions/delete");
        return body;
    }
}
