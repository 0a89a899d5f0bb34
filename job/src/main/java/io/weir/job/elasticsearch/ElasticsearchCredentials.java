package io.weir.job.elasticsearch;

import io.weir.job.config.ElasticsearchConfiguration;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** As whom requests are made. What it proves that with is never printed. */
public final class ElasticsearchCredentials {

    private final String who;
    private final String authorization;

    private ElasticsearchCredentials(String who, String authorization) {
        this.who = who;
        this.authorization = authorization;
    }

    /**
     * Those that are configured; empty without. What is in files is read now.
     *
     * @throws io.weir.job.config.ConfigurationException if a file cannot be read
     */
    public static Optional<ElasticsearchCredentials> of(ElasticsearchConfiguration configuration) {
        if (configuration.apiKey() != null) {
            return Optional.of(ofApiKey(configuration.apiKey().reveal()));
        }
        return configuration.username() == null
                ? Optional.empty()
                : Optional.of(ofUser(configuration.username(), configuration.password().reveal()));
    }

    /** A user, for HTTP basic authentication. */
    public static ElasticsearchCredentials ofUser(String user, String password) {
        if (user.isEmpty() || user.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "A user name for basic authentication is not empty and holds no colon.");
        }
        byte[] pair = (user + ':' + password).getBytes(StandardCharsets.UTF_8);
        return new ElasticsearchCredentials(
                "user " + user, "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /**
     * An API key.
     *
     * @param encoded as Elasticsearch gives it: the Base64 of id and key, joined with a colon
     */
    public static ElasticsearchCredentials ofApiKey(String encoded) {
        return new ElasticsearchCredentials("API key", "ApiKey " + encoded);
    }

    /** The value of the {@code Authorization} header (RFC 7617 §2 for users). */
    public String authorization() {
        return authorization;
    }

    @Override
    public String toString() {
        return "ElasticsearchCredentials[" + who + "]";
    }
}
