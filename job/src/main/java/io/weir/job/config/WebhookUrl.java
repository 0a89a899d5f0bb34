package io.weir.job.config;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Where alerts are posted to. The path is often a secret, so its text form has none. */
public record WebhookUrl(URI uri) implements Serializable {

    static Optional<WebhookUrl> parse(String text) {
        try {
            URI uri = new URI(text.strip());
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            boolean allowed =
                    http
                            && uri.getHost() != null
                            && (uri.getPort() == -1 || ValueType.isPort(uri.getPort()))
                            && uri.getRawUserInfo() == null
                            && uri.getRawFragment() == null;
            return allowed ? Optional.of(new WebhookUrl(uri)) : Optional.empty();
        } catch (URISyntaxException notAnUrl) {
            return Optional.empty();
        }
    }

    /** The port, also where the URL leaves it to the scheme. */
    public int port() {
        if (uri.getPort() != -1) {
            return uri.getPort();
        }
        return isTls() ? 443 : 80;
    }

    public boolean isTls() {
        return uri.getScheme().equals("https");
    }

    /** Scheme, host and port. */
    @Override
    public String toString() {
        return uri.getScheme() + "://" + uri.getHost() + ":" + port();
    }
}
