package io.weir.job.delivery.webhook;

import io.weir.job.delivery.Attempt;
import io.weir.job.delivery.Courier;
import io.weir.job.delivery.Parcel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import javax.annotation.Nullable;
import javax.net.ssl.SSLContext;
import org.apache.http.HttpEntity;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.config.Registry;
import org.apache.http.config.RegistryBuilder;
import org.apache.http.config.SocketConfig;
import org.apache.http.conn.socket.ConnectionSocketFactory;
import org.apache.http.conn.socket.PlainConnectionSocketFactory;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.ContentType;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;

/** Posts alerts to a URL. It has one connection, and no thread of its own. */
final class WebhookCourier implements Courier {

    static final String ID = "webhook-id";
    static final String TIMESTAMP = "webhook-timestamp";
    static final String SIGNATURE = "webhook-signature";

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int BAD_GATEWAY = 502;
    private static final int SERVICE_UNAVAILABLE = 503;
    private static final int GATEWAY_TIMEOUT = 504;

    /** An answer that is longer costs the connection. */
    private static final int MAX_ANSWER_BYTES = 8_192;

    private static final int MAX_QUOTED_LENGTH = 200;

    private final URI url;
    private final Signature signature;
    private final Clock clock;
    private final CloseableHttpClient http;
    @Nullable private volatile HttpPost underWay;

    WebhookCourier(
            URI url, Signature signature, SSLContext context, Duration timeout, Clock clock) {
        this.url = url;
        this.signature = signature;
        this.clock = clock;
        int millis = Math.toIntExact(timeout.toMillis());
        http =
                HttpClients.custom()
                        // Unlike the basic manager it lets another thread abort.
                        .setConnectionManager(
                                new PoolingHttpClientConnectionManager(schemes(context)))
                        .setDefaultRequestConfig(
                                RequestConfig.custom()
                                        .setConnectTimeout(millis)
                                        .setSocketTimeout(millis)
                                        .build())
                        // Of the TLS handshake, too.
                        .setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(millis).build())
                        .setUserAgent("weir")
                        .disableAutomaticRetries()
                        .disableRedirectHandling()
                        .disableCookieManagement()
                        .disableAuthCaching()
                        .build();
    }

    private static Registry<ConnectionSocketFactory> schemes(SSLContext context) {
        return RegistryBuilder.<ConnectionSocketFactory>create()
                .register("http", PlainConnectionSocketFactory.getSocketFactory())
                .register("https", new SSLConnectionSocketFactory(context))
                .build();
    }

    @Override
    public Attempt deliver(Parcel parcel) {
        HttpPost request = request(parcel);
        underWay = request;
        try (CloseableHttpResponse response = http.execute(request)) {
            int status = response.getStatusLine().getStatusCode();
            return verdict(status, text(response.getEntity()));
        } catch (IOException e) {
            return Attempt.unavailable(
                    e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        } finally {
            underWay = null;
        }
    }

    private HttpPost request(Parcel parcel) {
        String id = HeaderText.of(parcel.id());
        long now = clock.instant().getEpochSecond();
        HttpPost request = new HttpPost(url);
        request.setHeader(ID, id);
        request.setHeader(TIMESTAMP, Long.toString(now));
        request.setHeader(SIGNATURE, signature.of(id, now, parcel.content()));
        request.setEntity(new ByteArrayEntity(parcel.content(), ContentType.APPLICATION_JSON));
        return request;
    }

    private static Attempt verdict(int status, String answer) {
        String reason = "HTTP status " + status + (answer.isEmpty() ? "" : ": " + answer);
        return switch (status) {
            case TOO_MANY_REQUESTS, BAD_GATEWAY, SERVICE_UNAVAILABLE, GATEWAY_TIMEOUT ->
                    Attempt.unavailable(reason);
            default -> {
                if (status >= 500) {
                    yield Attempt.notNow(reason);
                }
                yield status / 100 == 2 ? Attempt.taken() : Attempt.refused(reason);
            }
        };
    }

    /** The beginning of an answer. What is read to its end leaves the connection for the next. */
    private static String text(@Nullable HttpEntity answer) throws IOException {
        if (answer == null) {
            return "";
        }
        // Not closed, for that would read on to the end; closing the response does not.
        InputStream body = answer.getContent();
        String text =
                new String(body.readNBytes(MAX_ANSWER_BYTES), StandardCharsets.UTF_8)
                        .strip()
                        .replaceAll("\\s+", " ");
        return text.length() <= MAX_QUOTED_LENGTH
                ? text
                : text.substring(0, MAX_QUOTED_LENGTH) + "…";
    }

    @Override
    public void abort() {
        HttpPost request = underWay;
        if (request != null) {
            request.abort();
        }
    }

    @Override
    public void close() {
        try {
            http.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
