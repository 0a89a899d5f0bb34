package io.weir.job.elasticsearch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The few administrative requests that Weir makes of Elasticsearch. Not for writing documents.
 * Requests go to the first node that takes them. Safe for use by several threads.
 */
public final class ElasticsearchClient {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(1);
    private static final Duration REMINDER_INTERVAL = Duration.ofSeconds(30);
    private static final int NOT_FOUND = 404;
    private static final Set<Integer> UNKNOWN_ADDRESS = Set.of(400, NOT_FOUND, 405);
    private static final int MAX_QUOTED_LENGTH = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ElasticsearchEndpoint endpoint;
    private final HttpClient http;

    public ElasticsearchClient(ElasticsearchEndpoint endpoint) {
        this.endpoint = endpoint;
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_TIMEOUT);
        endpoint.trusted().ifPresent(trust -> builder.sslContext(trust.context()));
        http = builder.build();
    }

    /**
     * The version of the server.
     *
     * @throws UnsupportedElasticsearchException if it is not one that Weir can write to
     */
    public ServerVersion info() throws ElasticsearchException, InterruptedException {
        ServerVersion version = ServerVersion.of(send("GET", "/", null));
        if (!version.isSupported()) {
            throw new UnsupportedElasticsearchException(version.toString(), endpoint);
        }
        return version;
    }

    /**
     * Waits, however long it takes, until a supported server answers.
     *
     * @param onWaiting told at once, and then every 30 s, what is waited for and which key to check
     * @param stopped asked about once a second whether to give up
     * @return the version, or nothing if stopped
     * @throws ElasticsearchException if a server answers, but waiting longer cannot help
     */
    public Optional<ServerVersion> waitUntilReachable(
            Consumer<String> onWaiting, BooleanSupplier stopped)
            throws ElasticsearchException, InterruptedException {
        long nextReminder = System.nanoTime();
        while (!stopped.getAsBoolean()) {
            try {
                return Optional.of(info());
            } catch (ElasticsearchException e) {
                if (!e.isTransient()) {
                    throw e;
                }
                if (System.nanoTime() - nextReminder >= 0) {
                    nextReminder += REMINDER_INTERVAL.toNanos();
                    onWaiting.accept(
                            e.getMessage()
                                    + " Waiting for it; if the address is wrong, change "
                                    + endpoint.key()
                                    + ".");
                }
            }
            Thread.sleep(RETRY_INTERVAL.toMillis());
        }
        return Optional.empty();
    }

    /** The cluster's health: {@code green}, {@code yellow} or {@code red}. */
    public String health() throws ElasticsearchException, InterruptedException {
        return send("GET", "/_cluster/health", null).path("status").asText();
    }

    /** Installs a composable index template, replacing one of the same name. */
    public void putIndexTemplate(IndexTemplate template)
            throws ElasticsearchException, InterruptedException {
        send("PUT", template.path(), template.body());
    }

    /**
     * Whether the server has index lifecycle management; the OSS distribution does not know the
     * address, and may take it for one of documents.
     */
    boolean hasLifecycles() throws ElasticsearchException, InterruptedException {
        try {
            send("GET", "/_ilm/status", null);
            return true;
        } catch (ElasticsearchException e) {
            if (UNKNOWN_ADDRESS.contains(e.status())) {
                return false;
            }
            throw e;
        }
    }

    /** The names of indices, open and closed, but not of aliases. */
    public List<String> indices(String indexPattern)
            throws ElasticsearchException, InterruptedException {
        List<String> names = new ArrayList<>();
        send("GET", "/" + indexPattern + "/_alias?expand_wildcards=all", null)
                .fieldNames()
                .forEachRemaining(names::add);
        return names;
    }

    /**
     * Deletes an index.
     *
     * @return false if it was not there
     */
    public boolean deleteIndex(String name) throws ElasticsearchException, InterruptedException {
        try {
            send("DELETE", "/" + name, null);
            return true;
        } catch (ElasticsearchException e) {
            if (e.status() == NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    /** The number of documents visible to searches; 0 if no index matches. */
    public long count(String indexPattern) throws ElasticsearchException, InterruptedException {
        return send("GET", "/" + indexPattern + "/_count?ignore_unavailable=true", null)
                .path("count")
                .asLong();
    }

    /** Makes everything written so far visible to searches. */
    public void refresh(String indexPattern) throws ElasticsearchException, InterruptedException {
        send("POST", "/" + indexPattern + "/_refresh?ignore_unavailable=true", null);
    }

    /**
     * The server's answer to a search.
     *
     * @param body the request in the query DSL
     */
    public JsonNode search(String indexPattern, JsonNode body)
            throws ElasticsearchException, InterruptedException {
        return send("POST", "/" + indexPattern + "/_search?ignore_unavailable=true", body);
    }

    /**
     * Sends one request.
     *
     * @param body null for none
     */
    JsonNode send(String method, String path, JsonNode body)
            throws ElasticsearchException, InterruptedException {
        IOException failure = null;
        for (URI url : endpoint.urls()) {
            HttpResponse<String> response;
            try {
                response = http.send(request(url, method, path, body), BodyHandlers.ofString());
            } catch (IOException e) {
                failure = e;
                continue;
            }
            return answer(method, path, response);
        }
        throw new ElasticsearchUnreachableException(
                method, path, endpoint, connectionFailure(failure), failure);
    }

    private HttpRequest request(URI url, String method, String path, JsonNode body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .timeout(REQUEST_TIMEOUT)
                        .header("Accept", "application/json")
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body.toString()));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        endpoint.credentials()
                .ifPresent(
                        credentials ->
                                request.header("Authorization", credentials.authorization()));
        return request.build();
    }

    private static JsonNode answer(String method, String path, HttpResponse<String> response)
            throws ElasticsearchException {
        int status = response.statusCode();
        JsonNode json = parse(response.body());
        if (status >= 300) {
            throw new ElasticsearchException(method, path, status, reason(json, response.body()));
        }
        if (!json.isObject()) {
            throw new ElasticsearchException(
                    method,
                    path,
                    status,
                    "not a JSON object: '"
                            + shortened(response.body())
                            + "'. Is this Elasticsearch?");
        }
        return json;
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static String reason(JsonNode answer, String body) {
        JsonNode error = answer.path("error");
        if (error.isTextual()) {
            return error.asText();
        }
        if (!error.has("reason")) {
            return body.isBlank() ? "no reason given" : shortened(body);
        }
        StringBuilder reason = new StringBuilder(error.path("reason").asText());
        for (JsonNode cause = error.path("caused_by");
                cause.has("reason");
                cause = cause.path("caused_by")) {
            reason.append(": ").append(cause.path("reason").asText());
        }
        return reason.toString();
    }

    private static String shortened(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= MAX_QUOTED_LENGTH
                ? line
                : line.substring(0, MAX_QUOTED_LENGTH) + "…";
    }

    /** The JDK's client throws a connection's failures mostly without a message. */
    private static String connectionFailure(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "the host name is unknown.";
            }
            if (cause.getMessage() != null) {
                return cause.getMessage() + ".";
            }
        }
        return failure instanceof ConnectException
                ? "connection refused."
                : failure.getClass().getSimpleName() + ".";
    }
}
