package io.weir.job.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.job.config.ElasticsearchConfiguration;
import io.weir.job.elasticsearch.ElasticsearchClient;
import io.weir.job.elasticsearch.ElasticsearchEndpoint;
import io.weir.job.elasticsearch.ElasticsearchException;
import io.weir.job.elasticsearch.local.LocalElasticsearch;
import io.weir.job.elasticsearch.local.TestServers;
import io.weir.job.embedded.EmbeddedJob;
import io.weir.testing.TestAuthority;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Passwords and certificates that stop being right while a job runs, and are put right again. */
@Tag("faults")
@Timeout(300)
@TestInstance(Lifecycle.PER_CLASS)
class CredentialsIT {

    private static final String PASSWORD = "harbour-pilot-7";
    private static final Duration EXPIRED = Duration.ofDays(5);
    private static final Duration VALID = Duration.ofDays(60);
    private static final long LAST = 1_000;

    private Path folder;
    private TestAuthority authority;
    private LocalElasticsearch server;
    private URI url;

    @BeforeAll
    void startServer(@TempDir Path folder) throws Exception {
        this.folder = folder;
        Path config = Files.createDirectories(folder.resolve("server/config"));
        authority = TestAuthority.make(config);
        authority.certify(VALID);
        setPassword(PASSWORD);
        Files.writeString(config.resolve("users_roles"), "superuser:weir\n");
        Map<String, Object> settings = new HashMap<>();
        settings.put("xpack.security.enabled", true);
        settings.put("xpack.security.http.ssl.enabled", true);
        settings.put("xpack.security.http.ssl.key", authority.serverKey());
        settings.put("xpack.security.http.ssl.certificate", authority.serverCertificate());
        settings.put("xpack.security.authc.realms.file.users.order", 0);
        settings.put("xpack.security.authc.realms.file.users.cache.ttl", "0");
        settings.put("resource.reload.interval.high", "1s");
        server =
                LocalElasticsearch.start(
                        TestServers.options(folder.resolve("server")).withSettings(settings));
        Path ports = folder.resolve("server/logs/http.ports");
        await().atMost(NumberJob.PATIENCE).until(() -> Files.exists(ports));
        url = URI.create("https://" + Files.readAllLines(ports).get(0));
        assertThat(client().waitUntilReachable(waited -> {}, () -> !server.isRunning()))
                .isPresent();
    }

    /** A file realm takes passwords without a hash, too. */
    private void setPassword(String password) throws Exception {
        Files.writeString(folder.resolve("server/config/users"), "weir:" + password + "\n");
    }

    @AfterAll
    void stopServer() {
        server.close();
    }

    @Test
    void goesOnWhenTheFileWithThePasswordIsCorrected() throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "wrong\n");
        ElasticsearchConfiguration configuration =
                configuration("elasticsearch.password-file=" + file);
        try (EmbeddedJob job = start("corrected", configuration)) {
            assertWaits(job);
            Files.writeString(file, PASSWORD + "\n");
            assertArrives(job, "corrected");
        }
    }

    @Test
    void goesOnWhenTheServerTakesThePassword() throws Exception {
        try (EmbeddedJob job = start("taken", configuration("elasticsearch.password=new"))) {
            assertWaits(job);
            setPassword("new");
            NumberJob.awaitEnd(job);
            assertThat(job.counters().sum("numRestarts")).isZero();
        } finally {
            setPassword(PASSWORD);
        }
        await().atMost(NumberJob.PATIENCE).ignoreExceptions().until(() -> client().info() != null);
        assertHasAll("taken");
    }

    @Test
    void goesOnWhenAnExpiredCertificateIsRenewed() throws Exception {
        authority.certify(EXPIRED);
        await().atMost(NumberJob.PATIENCE).until(() -> !isTrusted());
        ElasticsearchConfiguration configuration =
                configuration("elasticsearch.password=" + PASSWORD);
        try (EmbeddedJob job = start("renewed", configuration)) {
            assertWaits(job);
            authority.certify(VALID);
            assertArrives(job, "renewed");
        }
    }

    private boolean isTrusted() throws Exception {
        try {
            client().info();
            return true;
        } catch (ElasticsearchException e) {
            return false;
        }
    }

    private static void assertWaits(EmbeddedJob job) {
        await().atMost(NumberJob.PATIENCE).until(() -> job.counters().sum("requestsFailed") > 3);
        assertThat(job.isRunning()).isTrue();
        assertThat(job.counters().sum("documentsWritten")).isZero();
        assertThat(job.counters().sum("documentsRejected")).isZero();
    }

    private void assertArrives(EmbeddedJob job, String index) throws Exception {
        NumberJob.awaitEnd(job);
        assertThat(job.counters().sum("numRestarts")).isZero();
        assertHasAll(index);
    }

    private void assertHasAll(String index) throws Exception {
        client().refresh(index);
        assertThat(client().count(index)).isEqualTo(LAST);
    }

    private ElasticsearchClient client() {
        return new ElasticsearchClient(
                ElasticsearchEndpoint.of(configuration("elasticsearch.password=" + PASSWORD)));
    }

    private ElasticsearchConfiguration configuration(String password) {
        return NumberJob.configuration(
                url,
                "elasticsearch.username=weir",
                "elasticsearch.ca-file=" + authority.file(),
                password);
    }

    private static EmbeddedJob start(String index, ElasticsearchConfiguration configuration)
            throws Exception {
        return NumberJob.start(LAST, configuration, NumberJob.LIMITS, new NumberDocuments(index));
    }
}
