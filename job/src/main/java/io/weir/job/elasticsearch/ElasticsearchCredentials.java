package io.weir.job.elasticsearch;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** User name and password for HTTP basic authentication. The password is never printed. */
public record ElasticsearchCredentials(String user, String password) {

    public ElasticsearchCredentials {
        if (user.isEmpty() || user.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "A user name for basic authentication is not empty and holds no colon.");
        }
    }

    /** The value of the {@code Authorization} header (RFC 7617 §2). */
    String authorization() {
        byte[] pair = (user + ':' + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String toString() {
        return "ElasticsearchCredentials[user=" + user + "]";
    }
}
