package io.weir.job.elasticsearch.bulk;

import io.weir.job.config.ConfigurationException;
import io.weir.job.config.ElasticsearchConfiguration;
import io.weir.job.elasticsearch.ElasticsearchCredentials;
import io.weir.job.elasticsearch.ElasticsearchEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.http.HttpEntity;
import org.apache.http.HttpHeaders;
import org.apache.http.HttpHost;
import org.apache.http.entity.ContentType;
import org.apache.http.nio.entity.NByteArrayEntity;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RequestOptions;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.ResponseListener;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;

/** Sends bulk requests to the nodes of a cluster in turn. */
final class BulkClient implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final ContentType NDJSON = ContentType.create("application/x-ndjson");
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_LARGE = 413;
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
    private static final int MAX_QUOTED_LENGTH = 300;

    /** Of each item only what went wrong. */
    private static final String FILTER = "errors,items.*.status,items.*.error";

    private final RestClient rest;
    private final ElasticsearchConfiguration configuration;
    private volatile RequestOptions options;

    private BulkClient(
            RestClient rest, ElasticsearchConfiguration configuration, RequestOptions options) {
        this.rest = rest;
        this.configuration = configuration;
        this.options = options;
    }

    /** A client for the cluster that is configured. Connects with the first request. */
    static BulkClient open(ElasticsearchConfiguration configuration) {
        ElasticsearchEndpoint endpoint = ElasticsearchEndpoint.of(configuration);
        int timeoutMillis = Math.toIntExact(configuration.requestTimeout().toMillis());
        RestClientBuilder builder =
                RestClient.builder(hosts(endpoint))
                        .setCompressionEnabled(configuration.compresses())
                        .setRequestConfigCallback(
                                request ->
                                        request.setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
                                                .setSocketTimeout(timeoutMillis)
                                                .setConnectionRequestTimeout(timeoutMillis))
                        .setHttpClientConfigCallback(
                                http ->
                                        endpoint.trusted()
                                                .map(trust -> http.setSSLContext(trust.context()))
                                                .orElse(http));
        return new BulkClient(builder.build(), configuration, options(endpoint.credentials()));
    }

    private static RequestOptions options(Optional<ElasticsearchCredentials> credentials) {
        RequestOptions.Builder options = RequestOptions.DEFAULT.toBuilder();
        credentials
                .map(ElasticsearchCredentials::authorization)
                .ifPresent(value -> options.addHeader(HttpHeaders.AUTHORIZATION, value));
        return options.build();
    }

    private static HttpHost[] hosts(ElasticsearchEndpoint endpoint) {
        return endpoint.urls().stream()
                .map(URI::toString)
                .map(HttpHost::create)
                .toArray(HttpHost[]::new);
    }

    /**
     * Sends a request.
     *
     * @param whenDone told once, by another thread
     */
    void send(Bulk bulk, Consumer<BulkOutcome> whenDone) {
        Request request = new Request("POST", "/_bulk");
        request.addParameter("filter_path", FILTER);
        request.setOptions(options);
        request.setEntity(new NByteArrayEntity(bulk.body(), NDJSON));
        rest.performRequestAsync(
                request,
                new ResponseListener() {
                    @Override
                    public void onSuccess(Response response) {
                        whenDone.accept(outcome(response.getEntity(), bulk.items()));
                    }

                    @Override
                    public void onFailure(Exception failure) {
                        whenDone.accept(outcome(failure));
                    }
                });
    }

    private static BulkOutcome outcome(HttpEntity answer, int sent) {
        try (InputStream body = answer.getContent()) {
            return BulkResponse.read(body, sent);
        } catch (IOException e) {
            return new BulkOutcome.Unavailable(e.getMessage());
        }
    }

    private BulkOutcome outcome(Exception failure) {
        if (failure instanceof ResponseException answered) {
            int status = answered.getResponse().getStatusLine().getStatusCode();
            if (status == UNAUTHORIZED) {
                return unauthorized(answered.getResponse());
            }
            String reason = "HTTP status " + status + ": " + text(answered.getResponse());
            return status == BAD_REQUEST || status == TOO_LARGE
                    ? new BulkOutcome.Refused(reason)
                    : new BulkOutcome.Unavailable(reason, retryAfter(answered.getResponse()));
        }
        return new BulkOutcome.Unavailable(text(failure));
    }

    /** RFC 9110, section 10.2.3; only in seconds, a date is passed over. */
    private static Duration retryAfter(Response response) {
        String seconds = response.getHeader(HttpHeaders.RETRY_AFTER);
        return seconds != null && SECONDS.matcher(seconds).matches()
                ? Duration.ofSeconds(Long.parseLong(seconds))
                : Duration.ZERO;
    }

    /** Passwords and keys in files may have been corrected since they were read. */
    private BulkOutcome unauthorized(Response response) {
        try {
            options = options(ElasticsearchCredentials.of(configuration));
        } catch (ConfigurationException e) {
            return new BulkOutcome.Unavailable(e.getMessage());
        }
        return new BulkOutcome.Unavailable("HTTP status " + UNAUTHORIZED + ": " + text(response));
    }

    private static String text(Exception failure) {
        if (failure instanceof ConnectException) {
            return "connection refused";
        }
        // Of a certificate only the last of the causes says what is wrong with it.
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String text = message(failure);
        return text.contains(message(root)) ? text : text + ": " + message(root);
    }

    private static String message(Throwable failure) {
        return failure.getMessage() == null
                ? failure.getClass().getSimpleName()
                : failure.getMessage();
    }

    private static String text(Response response) {
        try {
            String text = EntityUtils.toString(response.getEntity()).strip();
            return text.length() <= MAX_QUOTED_LENGTH
                    ? text
                    : text.substring(0, MAX_QUOTED_LENGTH) + "…";
        } catch (IOException | IllegalArgumentException e) {
            return "no reason given";
        }
    }

    @Override
    public void close() {
        try {
            rest.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
