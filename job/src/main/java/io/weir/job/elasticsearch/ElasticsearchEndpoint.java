package io.weir.job.elasticsearch;

import io.weir.job.config.ElasticsearchConfiguration;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where an Elasticsearch cluster answers.
 *
 * @param urls base URLs of its nodes, {@code http} or {@code https}, at least one; tried in this
 *     order
 * @param trusted whose certificates are believed; empty for those of the JDK
 * @param key the configuration key or option that set them, named in messages
 */
public record ElasticsearchEndpoint(
        List<URI> urls,
        Optional<ElasticsearchCredentials> credentials,
        Optional<TrustedAuthority> trusted,
        String key) {

    /**
     * @throws IllegalArgumentException if there is no URL, or one that is not a base URL; the
     *     message names the key, the value and what is allowed
     */
    public ElasticsearchEndpoint {
        urls = urls.stream().map(url -> baseUrl(url, key)).toList();
        if (urls.isEmpty()) {
            throw new IllegalArgumentException(
                    key + " is empty: give at least one URL such as http://127.0.0.1:9200.");
        }
    }

    /** The cluster that the job writes to. */
    public static ElasticsearchEndpoint of(ElasticsearchConfiguration configuration) {
        return of(configuration, configuration.urls());
    }

    /** Only these nodes of the cluster that the job writes to. */
    public static ElasticsearchEndpoint of(
            ElasticsearchConfiguration configuration, List<URI> urls) {
        return new ElasticsearchEndpoint(
                urls,
                ElasticsearchCredentials.of(configuration),
                configuration
                        .trustedAuthority()
                        .map(file -> TrustedAuthority.read(file, "elasticsearch.ca-file")),
                "elasticsearch.urls");
    }

    /** A cluster without authentication. */
    public static ElasticsearchEndpoint of(URI url, String key) {
        return new ElasticsearchEndpoint(List.of(url), Optional.empty(), Optional.empty(), key);
    }

    /** The URLs as one text for messages. */
    String description() {
        return urls.stream().map(URI::toString).collect(Collectors.joining(", "));
    }

    private static URI baseUrl(URI url, String key) {
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    key
                            + ": the URL for "
                            + url.getHost()
                            + " carries a user and password: give them by their own keys.");
        }
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null || url.getQuery() != null || url.getFragment() != null) {
            throw new IllegalArgumentException(
                    key + ": '" + url + "' is not a URL such as http://127.0.0.1:9200.");
        }
        String text = url.toString();
        return text.endsWith("/") ? URI.create(text.replaceAll("/+$", "")) : url;
    }
}
