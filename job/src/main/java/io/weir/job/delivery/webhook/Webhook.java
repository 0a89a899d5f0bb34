package io.weir.job.delivery.webhook;

import io.weir.job.config.Secret;
import io.weir.job.config.SigningKey;
import io.weir.job.config.WebhookConfiguration;
import io.weir.job.config.WebhookUrl;
import io.weir.job.delivery.Courier;
import io.weir.job.delivery.Receiver;
import io.weir.job.elasticsearch.TrustedAuthority;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.annotation.Nullable;
import javax.net.ssl.SSLContext;

/** A URL that alerts are posted to. */
public final class Webhook implements Receiver {

    private static final long serialVersionUID = 1L;
    private static final int MARK_BYTES = 4;

    private final WebhookUrl url;
    private final Secret secret;
    @Nullable private final String caFile;
    private final Duration timeout;

    private Webhook(WebhookUrl url, Secret secret, @Nullable String caFile, Duration timeout) {
        this.url = url;
        this.secret = secret;
        this.caFile = caFile;
        this.timeout = timeout;
    }

    /** All that are configured. */
    public static List<Receiver> of(WebhookConfiguration configuration) {
        return configuration.urls().stream()
                .<Receiver>map(
                        url ->
                                new Webhook(
                                        url,
                                        configuration.secret(),
                                        configuration.caFile(),
                                        configuration.timeout()))
                .toList();
    }

    /** Without the path, which may be secret; a mark made of it tells URLs of a host apart. */
    @Override
    public String name() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(url.uri().toString().getBytes(StandardCharsets.UTF_8));
            return url + "#" + HexFormat.of().formatHex(hash, 0, MARK_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no SHA-256.", e);
        }
    }

    @Override
    public Courier open() {
        return new WebhookCourier(
                url.uri(), new Signature(key()), context(), timeout, Clock.systemUTC());
    }

    private byte[] key() {
        try {
            return SigningKey.bytes(secret.reveal());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "alerts.webhook.secret-file: what is behind whsec_ is no Base64.", e);
        }
    }

    private SSLContext context() {
        return TrustedAuthority.contextOf(caFile, "alerts.webhook.ca-file");
    }
}
