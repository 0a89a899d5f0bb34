package io.weir.job.elasticsearch.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.job.config.ElasticsearchConfiguration;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.elasticsearch.ElasticsearchClient;
import io.weir.job.elasticsearch.ElasticsearchEndpoint;
import io.weir.job.elasticsearch.local.LocalElasticsearch;
import io.weir.job.elasticsearch.local.TestServers;
import io.weir.job.embedded.EmbeddedJob;
import io.weir.testing.TestCertificates;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.metrics.MetricGroup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that asks for a user and talks TLS with a certificate of its own authority. */
@Timeout(300)
@TestInstance(Lifecycle.PER_CLASS)
class ElasticsearchSecurityIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String PASSWORD = "harbour-pilot-7";
    private static final long LAST = 1_000;

    private TestCertificates certificate;
    private LocalElasticsearch server;
    private URI url;

    @BeforeAll
    void startServer(@TempDir Path folder) throws Exception {
        Path config = Files.createDirectories(folder.resolve("server/config"));
        certificate = TestCertificates.make(config, "server", "RSA");
        // A file realm takes passwords without a hash, too.
        Files.writeString(config.resolve("users"), "weir:" + PASSWORD + "\n");
        Files.writeString(config.resolve("users_roles"), "superuser:weir\n");
        server =
                LocalElasticsearch.start(
                        TestServers.options(folder.resolve("server"))
                                .withSettings(
                                        Map.of(
                                                "xpack.security.enabled",
                                                true,
                                                "xpack.security.http.ssl.enabled",
                                                true,
                                                "xpack.security.http.ssl.key",
                                                certificate.key(),
                                                "xpack.security.http.ssl.certificate",
                                                certificate.certificate())));
        Path ports = folder.resolve("server/logs/http.ports");
        await().atMost(PATIENCE).until(() -> Files.exists(ports));
        url = URI.create("https://" + Files.readAllLines(ports).get(0));
        assertThat(client().waitUntilReachable(waited -> {}, () -> !server.isRunning()))
                .isPresent();
    }

    @AfterAll
    void stopServer() {
        server.close();
    }

    @Test
    void writesWithUserAndAuthority() throws Exception {
        try (EmbeddedJob job = start("right", configuration(PASSWORD, certificate.certificate()))) {
            job.result().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        client().refresh("right");
        assertThat(client().count("right")).isEqualTo(LAST);
    }

    @Test
    void keepsTryingWithAWrongPassword() throws Exception {
        try (EmbeddedJob job = start("wrong", configuration("wrong", certificate.certificate()))) {
            assertWaits(job);
        }
        assertThat(client().count("wrong")).isZero();
    }

    @Test
    void keepsTryingWhereTheCertificateIsNotTrusted(@TempDir Path folder) throws Exception {
        TestCertificates other = TestCertificates.make(folder, "other", "RSA");
        try (EmbeddedJob job = start("strange", configuration(PASSWORD, other.certificate()))) {
            assertWaits(job);
        }
        assertThat(client().count("strange")).isZero();
    }

    private static void assertWaits(EmbeddedJob job) {
        await().atMost(PATIENCE).until(() -> job.counters().sum("requestsFailed") > 3);
        await().atMost(PATIENCE).until(() -> job.counters().sum("documentsWaiting") == LAST);
        assertThat(job.isRunning()).isTrue();
        assertThat(job.counters().sum("documentsWritten")).isZero();
        assertThat(job.counters().sum("documentsRejected")).isZero();
    }

    private ElasticsearchClient client() {
        return new ElasticsearchClient(
                ElasticsearchEndpoint.of(configuration(PASSWORD, certificate.certificate())));
    }

    private ElasticsearchConfiguration configuration(String password, String authority) {
        return WeirConfiguration.load(
                        Optional.empty(),
                        List.of(
                                "elasticsearch.urls=" + url,
                                "elasticsearch.username=weir",
                                "elasticsearch.password=" + password,
                                "elasticsearch.ca-file=" + authority),
                        Map.of())
                .elasticsearch();
    }

    private static EmbeddedJob start(String index, ElasticsearchConfiguration configuration)
            throws IOException {
        BulkLimits limits =
                new BulkLimits(
                        100,
                        1 << 20,
                        Duration.ofMillis(100),
                        1,
                        64 << 20,
                        WhenFull.WAIT,
                        Duration.ofMillis(50),
                        Duration.ofMillis(200));
        return EmbeddedJob.start(
                "numbers",
                WeirConfiguration.defaults().pipeline(),
                environment ->
                        environment
                                .fromSource(
                                        new NumberSequenceSource(1, LAST),
                                        WatermarkStrategy.noWatermarks(),
                                        "numbers")
                                .sinkTo(
                                        new ElasticsearchSink<>(
                                                "numbers",
                                                configuration,
                                                limits,
                                                new Numbers(index))));
    }

    private record Numbers(String index) implements DocumentEmitter<Long> {

        @Override
        public void open(MetricGroup metrics) {}

        @Override
        public void emit(Long number, DocumentCollector documents) {
            byte[] json = ("{\"n\":" + number + "}").getBytes(StandardCharsets.US_ASCII);
            documents.add(index, number.toString(), json, json.length);
        }
    }
}
