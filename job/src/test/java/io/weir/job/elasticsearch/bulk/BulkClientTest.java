package io.weir.job.elasticsearch.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.weir.job.config.WeirConfiguration;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BulkClientTest {

    @ParameterizedTest
    @CsvSource({
        "429, 7, 7",
        "503, 120, 120",
        "503, , 0",
        "503, 'Sat, 21 Nov 2026 21:00:00 GMT', 0",
        "503, -5, 0",
        "503, 99999999999, 0"
    })
    void saysHowLongTheServerWantsToBeLeftAlone(int status, String retryAfter, long seconds)
            throws Exception {
        BulkOutcome outcome = outcome(status, retryAfter);

        assertThat(outcome).isInstanceOf(BulkOutcome.Unavailable.class);
        assertThat(((BulkOutcome.Unavailable) outcome).retryAfter())
                .isEqualTo(Duration.ofSeconds(seconds));
    }

    private static BulkOutcome outcome(int status, String retryAfter) throws Exception {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/_bulk",
                exchange -> {
                    if (retryAfter != null) {
                        exchange.getResponseHeaders().set("Retry-After", retryAfter);
                    }
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        server.start();
        String url = "elasticsearch.urls=http://127.0.0.1:" + server.getAddress().getPort();
        CompletableFuture<BulkOutcome> outcome = new CompletableFuture<>();
        try (BulkClient client =
                BulkClient.open(
                        WeirConfiguration.load(Optional.empty(), List.of(url), Map.of())
                                .elasticsearch())) {
            client.send(TestBulks.of("a", 1), outcome::complete);
            return outcome.get(30, TimeUnit.SECONDS);
        } finally {
            server.stop(0);
        }
    }
}
