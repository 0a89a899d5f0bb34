package io.weir.job.elasticsearch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.weir.job.config.WeirConfiguration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server that takes everything, with and without lifecycles. */
class ElasticsearchSetupTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> requests = Collections.synchronizedMap(new LinkedHashMap<>());
    private HttpServer server;
    private volatile int lifecycleStatus = 200;

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
    void installsPoliciesBeforeTheTemplatesThatNameThem() throws Exception {
        List<String> done = install("streams.flows.retention=30d", "streams.topn.retention=1d");

        assertThat(requests.keySet())
                .containsExactly(
                        "GET /",
                        "GET /_ilm/status",
                        "PUT /_ilm/policy/weir-flows",
                        "PUT /_ilm/policy/weir-topn",
                        "PUT /_index_template/weir-flows",
                        "PUT /_index_template/weir-rollups",
                        "PUT /_index_template/weir-topn",
                        "PUT /_index_template/weir-conversations",
                        "PUT /_index_template/weir-alerts",
                        "PUT /_index_template/weir-exporters",
                        "PUT /_index_template/weir-dead-letters");
        assertThat(requests.get("PUT /_ilm/policy/weir-flows"))
                .isEqualTo(
                        "{\"policy\":{\"phases\":{\"delete\":{\"min_age\":\"31d\","
                                + "\"actions\":{\"delete\":{}}}}}}");
        assertThat(lifecycleOf("weir-flows")).isEqualTo("weir-flows");
        assertThat(lifecycleOf("weir-topn")).isEqualTo("weir-topn");
        assertThat(lifecycleOf("weir-alerts")).isEmpty();
        assertThat(done)
                .startsWith(
                        "Installed lifecycle policy weir-flows",
                        "Installed lifecycle policy weir-topn",
                        "Installed index template weir-flows");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 405})
    void namesNoPolicyWhereTheServerKnowsNone(int status) throws Exception {
        lifecycleStatus = status;
        List<String> done = install("streams.flows.retention=30d");

        assertThat(requests.keySet()).noneMatch(request -> request.startsWith("PUT /_ilm"));
        assertThat(lifecycleOf("weir-flows")).isEmpty();
        assertThat(done.get(0)).contains("--expire");
    }

    @Test
    void failsWhereTheUserMayNotSeeLifecycles() {
        lifecycleStatus = 403;

        assertThatThrownBy(() -> install("streams.flows.retention=30d"))
                .isInstanceOf(ElasticsearchException.class)
                .hasMessageContaining("GET /_ilm/status")
                .hasMessageContaining("privilege");
    }

    /** So a user that only writes needs no privilege for lifecycles. */
    @Test
    void asksForNoLifecyclesWhereEverythingIsKept() throws Exception {
        install();

        assertThat(requests.keySet()).noneMatch(request -> request.contains("_ilm"));
    }

    private List<String> install(String... settings) throws Exception {
        WeirConfiguration configuration =
                WeirConfiguration.load(Optional.empty(), List.of(settings), Map.of());
        ElasticsearchEndpoint endpoint =
                ElasticsearchEndpoint.of(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                        "the test's server");
        return ElasticsearchSetup.of(configuration).install(new ElasticsearchClient(endpoint));
    }

    private String lifecycleOf(String template) throws IOException {
        JsonNode body = JSON.readTree(requests.get("PUT /_index_template/" + template));
        return body.path("template").path("settings").path("index.lifecycle.name").asText();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.put(
                exchange.getRequestMethod() + " " + path,
                new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        byte[] bytes = "{\"version\":{\"number\":\"7.17.29\"}}".getBytes(UTF_8);
        int status = path.equals("/_ilm/status") ? lifecycleStatus : 200;
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
