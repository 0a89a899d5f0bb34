package io.weir.job.elasticsearch.bulk;

import io.weir.job.config.ElasticsearchConfiguration;
import io.weir.job.elasticsearch.ElasticsearchCredentials;
import io.weir.job.elasticsearch.ElasticsearchEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.http.HttpEntity;
import org.apache.http.HttpHeaders;
import org.apache.http.HttpHost;
import org.apache.http.entity.ContentType;
import org.apache.http.message.BasicHeader;
import org.apache.http.nio.entity.NByteArrayEntity;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Request;
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
    private static final int TOO_LARGE = 413;
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
    private static final int MAX_QUOTED_LENGTH = 300;

    /** Of each item only what went wrong. */
    private static final String FILTER = "errors,items.*.status,items.*.error";

    private final RestClient rest;

    private BulkClient(RestClient rest) {
        this.rest = rest;
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
        endpoint.credentials()
                .map(ElasticsearchCredentials::authorization)
                .ifPresent(value -> builder.setDefaultHeaders(header(value)));
        return new BulkClient(builder.build());
    }

    private static HttpHost[] hosts(ElasticsearchEndpoint endpoint) {
        return endpoint.urls().stream()
                .map(URI::toString)
                .map(HttpHost::create)
                .toArray(HttpHost[]::new);
    }

    private static BasicHeader[] header(String authorization) {
        return new BasicHeader[] {new BasicHeader(HttpHeaders.AUTHORIZATION, authorization)};
    }

    /**
     * Sends a request.
     *
     * @param whenDone told once, by another thread
     */
    void send(Bulk bulk, Consumer<BulkOutcome> whenDone) {
        Request request = new Request("POST", "/_bulk");
        request.addParameter("filter_path", FILTER);
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

    private static BulkOutcome outcome(Exception failure) {
        if (failure instanceof ResponseException answered) {
            int status = answered.getResponse().getStatusLine().getStatusCode();
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

    private static String text(Exception failure) {
        if (failure instanceof ConnectException) {
            return "connection refused";
        }
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
