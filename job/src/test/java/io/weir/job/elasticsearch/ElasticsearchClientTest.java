package io.weir.job.elasticsearch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElasticsearchClientTest {

    private static final String INFO =
            "{\"cluster_name\": \"c\", \"version\": {\"number\": \"7.17.29\"}}";

    private final AtomicReference<String> authorization = new AtomicReference<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile int status = 200;
    private volatile String body = INFO;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void readsTheVersion() throws Exception {
        assertThat(client().info()).isEqualTo(new ServerVersion("elasticsearch", "7.17.29", "c"));
    }

    @ParameterizedTest
    @CsvSource({
        "8.15.0, , elasticsearch 8.15.0",
        "7.7.1, , elasticsearch 7.7.1",
        "2.11.0, opensearch, opensearch 2.11.0",
        "7.10.2, opensearch, opensearch 7.10.2",
        "'', , elasticsearch of unknown version",
    })
    void refusesServersItCannotWriteTo(String number, String distribution, String found) {
        body =
                "{\"version\": {\"number\": \""
                        + number
                        + "\""
                        + (distribution == null
                                ? ""
                                : ", \"distribution\": \"" + distribution + "\"")
                        + "}}";
        assertThatThrownBy(() -> client().info())
                .isInstanceOf(UnsupportedElasticsearchException.class)
                .hasMessageContaining("Found " + found)
                .hasMessageContaining("7.8 to 7.17")
                .hasMessageContaining("--url");
    }

    @Test
    void tellsTheServersReason() {
        status = 400;
        body =
                "{\"error\": {\"type\": \"illegal_argument_exception\", \"reason\": \"no\","
                        + " \"caused_by\": {\"reason\": \"bad mapping\"}}, \"status\": 400}";
        IndexTemplate template = IndexTemplates.forPrefix("weir").get(0);
        ElasticsearchException failure =
                catchThrowableOfType(
                        ElasticsearchException.class, () -> client().putIndexTemplate(template));
        assertThat(failure.method()).isEqualTo("PUT");
        assertThat(failure.path()).isEqualTo("/_index_template/weir-flows");
        assertThat(failure.status()).isEqualTo(400);
        assertThat(failure.reason()).isEqualTo("no: bad mapping");
    }

    @ParameterizedTest
    @CsvSource({
        "401, '', no reason given",
        "404, '{\"error\": \"no such thing\"}', no such thing",
        "500, '<html>oops</html>', <html>oops</html>",
    })
    void tellsStatusAndBodyOfOtherErrors(int answered, String text, String reason) {
        status = answered;
        body = text;
        assertThatThrownBy(() -> client().info())
                .hasMessageContaining("GET / with status " + answered + ": " + reason);
    }

    @Test
    void saysThatCredentialsAreToBeChecked() {
        status = 401;
        assertThatThrownBy(() -> client().info())
                .hasMessageContaining("Check the user and password");
    }

    @Test
    void wondersAboutAnswersThatAreNotJson() {
        body = "SSH-2.0-OpenSSH";
        assertThatThrownBy(() -> client().info())
                .hasMessageContaining("'SSH-2.0-OpenSSH'")
                .hasMessageContaining("Is this Elasticsearch?");
    }

    @Test
    void namesUrlAndKeyOfServerThatRefusesConnections() {
        server.stop(0);
        assertThatThrownBy(() -> client().info())
                .isInstanceOf(ElasticsearchUnreachableException.class)
                .hasMessage(
                        "Elasticsearch is not reachable at "
                                + url()
                                + " (--url): connection refused.");
    }

    @Test
    void namesHostThatDoesNotExist() {
        URI unknown = URI.create("http://weir.invalid:9200");
        assertThatThrownBy(() -> clientOf(unknown).info())
                .isInstanceOf(ElasticsearchUnreachableException.class)
                .hasMessageContaining("the host name is unknown");
    }

    @Test
    void goesToTheNextNodeWhenOneIsDown() throws Exception {
        assertThat(clientOf(deadUrl(), url()).info().number()).isEqualTo("7.17.29");
    }

    @Test
    void sendsCredentials() throws Exception {
        ElasticsearchCredentials credentials = ElasticsearchCredentials.ofUser("u", "p");
        new ElasticsearchClient(
                        new ElasticsearchEndpoint(
                                List.of(url()),
                                Optional.of(credentials),
                                Optional.empty(),
                                "--url"))
                .info();
        assertThat(authorization.get()).isEqualTo("Basic dTpw");
    }

    @Test
    void countsWithoutFailingOnMissingIndices() throws Exception {
        body = "{\"count\": 42}";
        assertThat(client().count("weir-flows-*")).isEqualTo(42);
        assertThat(requests).containsExactly("GET /weir-flows-*/_count?ignore_unavailable=true");
    }

    @Test
    void waitsForServerAndSaysSoOnce() throws Exception {
        status = 503;
        List<String> messages = new ArrayList<>();
        Optional<ServerVersion> version =
                client().waitUntilReachable(
                                message -> {
                                    messages.add(message);
                                    status = 200;
                                },
                                () -> false);
        assertThat(version).isPresent();
        assertThat(messages)
                .singleElement()
                .asString()
                .contains("status 503", "Waiting for it", "change --url");
    }

    @Test
    void givesUpWaitingWhenStopped() throws Exception {
        List<String> messages = new ArrayList<>();
        Optional<ServerVersion> version =
                clientOf(deadUrl()).waitUntilReachable(messages::add, () -> !messages.isEmpty());
        assertThat(version).isEmpty();
    }

    @Test
    void doesNotWaitWhenWaitingCannotHelp() {
        status = 401;
        assertThatThrownBy(() -> client().waitUntilReachable(message -> {}, () -> false))
                .isInstanceOf(ElasticsearchException.class)
                .hasMessageContaining("401");
    }

    private ElasticsearchClient client() {
        return clientOf(url());
    }

    private static ElasticsearchClient clientOf(URI... urls) {
        return new ElasticsearchClient(
                new ElasticsearchEndpoint(
                        List.of(urls), Optional.empty(), Optional.empty(), "--url"));
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Port 1 is reserved (RFC 1340) and below what an unprivileged process could listen on. */
    private static URI deadUrl() {
        return URI.create("http://127.0.0.1:1");
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        authorization.set(exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
