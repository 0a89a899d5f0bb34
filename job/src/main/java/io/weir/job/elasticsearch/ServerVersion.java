package io.weir.job.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The product and version that a server names at its root.
 *
 * @param product {@code elasticsearch}, or for example {@code opensearch}
 * @param number for example {@code 7.17.29}
 * @param cluster the name of the cluster
 */
public record ServerVersion(String product, String number, String cluster) {

    private static final String ELASTICSEARCH = "elasticsearch";
    private static final Pattern NUMBER = Pattern.compile("(\\d+)\\.(\\d+)\\..*");

    static ServerVersion of(JsonNode root) {
        JsonNode version = root.path("version");
        return new ServerVersion(
                version.path("distribution").asText(ELASTICSEARCH),
                version.path("number").asText(""),
                root.path("cluster_name").asText(""));
    }

    /** Composable index templates came with 7.8; 8 changed what the sinks' client relies on. */
    boolean isSupported() {
        Matcher parts = NUMBER.matcher(number);
        return product.equals(ELASTICSEARCH)
                && parts.matches()
                && Integer.parseInt(parts.group(1)) == 7
                && Integer.parseInt(parts.group(2)) >= 8;
    }

    @Override
    public String toString() {
        return product + " " + (number.isEmpty() ? "of unknown version" : number);
    }
}
