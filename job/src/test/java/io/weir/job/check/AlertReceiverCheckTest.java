package io.weir.job.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.config.WeirConfiguration;
import io.weir.job.delivery.ServerCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class AlertReceiverCheckTest {

    @TempDir private Path folder;

    @Test
    void findsReceiversThatListen() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            int port = server.getLocalPort();

            assertThat(
                            perform(
                                    "alerts.webhook.urls=http://127.0.0.1:" + port + "/hidden",
                                    "alerts.webhook.secret=0123456789abcdef0123456789abcdef",
                                    "alerts.syslog.servers=tcp://127.0.0.1:"
                                            + port
                                            + ",udp://127.0.0.1:514"))
                    .containsExactly(
                            "ok     alerts.webhook.secret: 256 bits.",
                            "ok     alerts.webhook.urls http://127.0.0.1:" + port + ": listens.",
                            "ok     alerts.syslog.servers tcp://127.0.0.1:" + port + ": listens.",
                            "ok     alerts.syslog.servers udp://127.0.0.1:514: is 127.0.0.1; UDP"
                                    + " tells no more.");
        }
    }

    @Test
    void warnsOfReceiversThatCannotBeReachedAndOfSecretsEasilyGuessed() {
        assertThat(perform("alerts.webhook.urls=http://127.0.0.1:1/", "alerts.webhook.secret=weir"))
                .containsExactly(
                        "warn   alerts.webhook.secret: has 32 bits: easily guessed; take 256.",
                        "warn   alerts.webhook.urls http://127.0.0.1:1: connection refused: alerts"
                                + " wait until it answers.");
    }

    @Test
    void failsWhereAFileIsMissing() {
        assertThat(
                        perform(
                                "alerts.webhook.urls=http://127.0.0.1:1/",
                                "alerts.webhook.secret-file=/nowhere"))
                .first()
                .asString()
                .startsWith("FAILED alerts.webhook.secret: The secret in /nowhere cannot be read");
    }

    @Test
    void shakesHandsOnlyWithWhomItBelieves() throws Exception {
        ServerCertificate own = ServerCertificate.make(folder, "ip:127.0.0.1");
        ServerCertificate other = ServerCertificate.make(folder, "dns:other.example");
        try (ServerSocket server =
                own.context()
                        .getServerSocketFactory()
                        .createServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> shakeHands(server));
            thread.setDaemon(true);
            thread.start();
            String servers = "alerts.syslog.servers=tls://127.0.0.1:" + server.getLocalPort();

            assertThat(perform(servers, "alerts.syslog.ca-file=" + own.pem()))
                    .singleElement()
                    .asString()
                    .endsWith(": listens.");
            assertThat(perform(servers, "alerts.syslog.ca-file=" + other.pem()))
                    .singleElement()
                    .asString()
                    .startsWith("warn ");
        }
    }

    private static void shakeHands(ServerSocket server) {
        while (!server.isClosed()) {
            try (SSLSocket socket = (SSLSocket) server.accept()) {
                socket.startHandshake();
            } catch (IOException refused) {
                // By the client, or the test is over.
            }
        }
    }

    private static List<String> perform(String... assignments) {
        return AlertReceiverCheck.of(
                        WeirConfiguration.load(
                                        Optional.empty(), Arrays.asList(assignments), Map.of())
                                .alerts())
                .stream()
                .map(AlertReceiverCheckTest::found)
                .toList();
    }

    private static String found(Check check) {
        try {
            return check.perform().toString();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
