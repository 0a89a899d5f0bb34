package io.weir.job.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A composable index template.
 *
 * @param name also the part of the pattern before the day
 * @param body what is sent; not to be changed
 */
public record IndexTemplate(String name, JsonNode body) {

    /** The path of the request that installs it. */
    public String path() {
        return "/_index_template/" + name;
    }
}
