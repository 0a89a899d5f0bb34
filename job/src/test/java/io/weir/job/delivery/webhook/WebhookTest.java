package io.weir.job.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.delivery.DeliveryMetric;
import io.weir.job.delivery.Parcel;
import io.weir.job.delivery.Receiver;
import io.weir.job.delivery.ServerCertificate;
import io.weir.job.delivery.TestAlerts;
import io.weir.job.delivery.TestWriter;
import io.weir.job.delivery.webhook.HookServer.Posted;
import io.weir.job.documents.AlertDocuments;
import io.weir.operators.detect.Alert;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WebhookTest {

    private static final String SECRET = "correct horse battery staple";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    private HookServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HookServer.start(0);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void postsTheDocumentThatElasticsearchGets() throws Exception {
        Alert alert = TestAlerts.opened();
        try (TestWriter writer = open(server.url("/hooks/x?channel=noc"))) {
            writer.write(alert);
            await().until(() -> writer.sum(DeliveryMetric.ALERTS_DELIVERED) == 1);
        }
        Posted posted = server.posted().get(0);
        ObjectNode got = (ObjectNode) JSON.readTree(posted.body());
        ObjectNode expected =
                (ObjectNode) JSON.readTree(new AlertDocuments("weir").write(alert, 0).json());
        // The moment at which each sink got it.
        ((ObjectNode) expected.get("event")).set("ingested", got.at("/event/ingested"));

        assertThat(got).isEqualTo(expected);
        assertThat(posted.method()).isEqualTo("POST");
        assertThat(posted.path()).isEqualTo("/hooks/x?channel=noc");
        assertThat(posted.header("Content-Type")).startsWith("application/json");
        assertThat(posted.header("webhook-id")).isEqualTo(TestAlerts.id(alert));
    }

    @Test
    void signsIdTimeAndBody() throws Exception {
        try (TestWriter writer = open(server.url("/"))) {
            writer.write(TestAlerts.opened());
            await().until(() -> server.posted().size() == 1);
        }
        Posted posted = server.posted().get(0);
        long timestamp = Long.parseLong(posted.header("webhook-timestamp"));
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes(
                (posted.header("webhook-id") + "." + timestamp + ".")
                        .getBytes(StandardCharsets.UTF_8));
        signed.writeBytes(posted.body());

        assertThat(Instant.ofEpochSecond(timestamp))
                .isBetween(Instant.now().minusSeconds(30), Instant.now().plusSeconds(1));
        assertThat(posted.header("webhook-signature"))
                .isEqualTo(
                        "v1,"
                                + Base64.getEncoder()
                                        .encodeToString(
                                                hmac(
                                                        SECRET.getBytes(StandardCharsets.UTF_8),
                                                        signed.toByteArray())));
    }

    /** The example of the Standard Webhooks specification's reference libraries. */
    @Test
    void signsAsTheSpecificationDoes() {
        byte[] key = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        assertThat(
                        new Signature(key)
                                .of(
                                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                        1_614_265_330L,
                                        "{\"test\": 2432232314}"
                                                .getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void readsTheSecretFromItsFile() throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), "whsec_d2Vpcg==\n");
        try (TestWriter writer =
                TestWriter.open(
                        new WebhookEncoder(),
                        hooks(
                                "alerts.webhook.urls=" + server.url("/"),
                                "alerts.webhook.secret-file=" + file))) {
            writer.write(TestAlerts.opened());
            await().until(() -> server.posted().size() == 1);
        }
        Posted posted = server.posted().get(0);
        byte[] body = posted.body();
        long timestamp = Long.parseLong(posted.header("webhook-timestamp"));

        assertThat(posted.header("webhook-signature"))
                .isEqualTo(
                        new Signature("weir".getBytes(StandardCharsets.US_ASCII))
                                .of(posted.header("webhook-id"), timestamp, body));
    }

    @Test
    void triesAgainUntilAReceiverListens() throws Exception {
        int port = server.port();
        server.close();
        try (TestWriter writer = open("http://127.0.0.1:" + port + "/")) {
            writer.write(TestAlerts.opened());
            await().until(() -> writer.sum(DeliveryMetric.DELIVERIES_FAILED) >= 2);
            server = HookServer.start(port);
            await().until(() -> writer.sum(DeliveryMetric.ALERTS_DELIVERED) == 1);
        }
        assertThat(server.posted()).hasSize(1);
    }

    @Test
    void triesAgainUnderTheSameIdWhereAReceiverIsBusyOrBroken() {
        server.answer(429, 503, 500);
        try (TestWriter writer = open(server.url("/"))) {
            writer.write(TestAlerts.opened());
            await().until(() -> writer.sum(DeliveryMetric.ALERTS_DELIVERED) == 1);

            assertThat(writer.sum(DeliveryMetric.DELIVERIES_FAILED)).isEqualTo(3);
        }
        assertThat(server.posted())
                .hasSize(4)
                .extracting(posted -> posted.header("webhook-id"))
                .containsOnly(TestAlerts.id(TestAlerts.opened()));
    }

    @Test
    void givesUpWhatAReceiverRefusesAndFollowsNobodyElsewhere() {
        server.answer(400, 410, 307);
        try (TestWriter writer = open(server.url("/"))) {
            for (long number = 1; number <= 4; number++) {
                writer.write(TestAlerts.numbered(number));
            }
            await().until(() -> writer.sum(DeliveryMetric.ALERTS_DELIVERED) == 1);

            assertThat(writer.sum(DeliveryMetric.ALERTS_REFUSED)).isEqualTo(3);
        }
        assertThat(server.posted()).extracting(Posted::path).containsExactly("/", "/", "/", "/");
    }

    @Test
    void isNotHeldUpByAReceiverThatNeverAnswers() throws Exception {
        try (ServerSocket silent = silent();
                TestWriter writer =
                        open("http://127.0.0.1:" + silent.getLocalPort() + "/", server.url("/"))) {
            writer.write(TestAlerts.numbered(1));
            writer.write(TestAlerts.numbered(2));
            writer.flush(false);
            await().until(() -> server.posted().size() == 2);
            await().until(() -> writer.sum(DeliveryMetric.DELIVERIES_FAILED) >= 2);

            assertThat(writer.snapshot()).hasSize(2);
        }
    }

    /** Each octet comes in time, the answer never. */
    @Test
    void givesUpAnAnswerThatNeverEnds() throws Exception {
        try (ServerSocket slow = silent()) {
            Thread drops = new Thread(() -> drip(slow));
            drops.setDaemon(true);
            drops.start();
            try (TestWriter writer = open("http://127.0.0.1:" + slow.getLocalPort() + "/")) {
                writer.write(TestAlerts.opened());
                await().until(() -> writer.sum(DeliveryMetric.DELIVERIES_FAILED) >= 2);
            }
        }
    }

    @Test
    void endsAtOnceThoughAReceiverNeverAnswers() throws Exception {
        try (ServerSocket silent = silent()) {
            long start;
            try (TestWriter writer =
                    TestWriter.open(
                            new WebhookEncoder(),
                            hooks(
                                    "alerts.webhook.urls=http://127.0.0.1:" + silent.getLocalPort(),
                                    "alerts.webhook.secret=x",
                                    "alerts.webhook.timeout=1m"),
                            TestWriter.limits(1 << 20))) {
                writer.write(TestAlerts.opened());
                silent.accept().getInputStream().read();
                start = System.nanoTime();
            }
            assertThat(System.nanoTime() - start).isLessThan(900_000_000L);
        }
    }

    @Test
    void handsOverToTheNextRunWhatAReceiverDidNotTake() throws Exception {
        int port = server.port();
        server.close();
        String url = "http://127.0.0.1:" + port + "/";
        List<Parcel> state;
        try (TestWriter writer = open(url)) {
            writer.write(TestAlerts.numbered(1));
            writer.write(TestAlerts.numbered(2));
            state = writer.snapshot();
        }
        server = HookServer.start(port);
        try (TestWriter next =
                TestWriter.restored(new WebhookEncoder(), hooks(List.of(url)), state)) {
            await().until(() -> next.sum(DeliveryMetric.ALERTS_DELIVERED) == 2);
        }
        assertThat(server.posted())
                .extracting(posted -> posted.header("webhook-id"))
                .containsExactly(
                        TestAlerts.id(TestAlerts.numbered(1)),
                        TestAlerts.id(TestAlerts.numbered(2)));
    }

    @Test
    void believesOnlyTheConfiguredAuthorityAndTheRightName() throws Exception {
        ServerCertificate own = ServerCertificate.make(folder, "ip:127.0.0.1");
        ServerCertificate other = ServerCertificate.make(folder, "dns:other.example");
        try (HookServer tls = HookServer.startTls(own.context());
                HookServer misnamed = HookServer.startTls(other.context());
                TestWriter trusting = open(own, tls);
                TestWriter distrusting = open(other, tls);
                TestWriter deceived = open(other, misnamed)) {
            for (TestWriter writer : List.of(trusting, distrusting, deceived)) {
                writer.write(TestAlerts.opened());
            }
            await().until(() -> trusting.sum(DeliveryMetric.ALERTS_DELIVERED) == 1);
            await().until(() -> distrusting.sum(DeliveryMetric.DELIVERIES_FAILED) >= 2);
            await().until(() -> deceived.sum(DeliveryMetric.DELIVERIES_FAILED) >= 2);

            assertThat(tls.posted()).hasSize(1);
            assertThat(misnamed.posted()).isEmpty();
        }
    }

    @Test
    void namesReceiversApartWithoutTheirSecrets() {
        List<String> names =
                hooks(List.of("https://hooks.example/T0/secret", "https://hooks.example/T1/secret"))
                        .stream()
                        .map(Receiver::name)
                        .toList();

        assertThat(names)
                .doesNotHaveDuplicates()
                .allSatisfy(
                        name ->
                                assertThat(name)
                                        .startsWith("https://hooks.example:443#")
                                        .doesNotContain("secret"));
    }

    @Test
    void writesIdsOfAnyTextIntoHeaders() {
        assertThat(HeaderText.of("rule/2001:db8::1/Büro \r\n100%/1"))
                .isEqualTo("rule/2001:db8::1/B%C3%BCro%20%0D%0A100%25/1");
    }

    @Test
    void refusesSecretsThatAreNone() {
        assertThatThrownBy(() -> hooks("alerts.webhook.urls=http://a.example"))
                .hasMessageContaining("alerts.webhook.urls: needs alerts.webhook.secret");
        assertThatThrownBy(
                        () ->
                                hooks(
                                        "alerts.webhook.urls=ftp://a.example/T0/hidden",
                                        "alerts.webhook.secret=whsec_$$hidden"))
                .hasMessageContaining("alerts.webhook.urls: the value is not allowed")
                .hasMessageContaining("alerts.webhook.secret: the value is not allowed")
                .hasMessageNotContaining("hidden");
    }

    private static TestWriter open(ServerCertificate trusted, HookServer to) {
        return TestWriter.open(
                new WebhookEncoder(),
                hooks(
                        "alerts.webhook.urls=" + to.url("/"),
                        "alerts.webhook.secret=" + SECRET,
                        "alerts.webhook.timeout=1s",
                        "alerts.webhook.ca-file=" + trusted.pem()));
    }

    private static TestWriter open(String... urls) {
        return TestWriter.open(new WebhookEncoder(), hooks(Arrays.asList(urls)));
    }

    private static List<Receiver> hooks(List<String> urls) {
        return hooks(
                "alerts.webhook.urls=" + String.join(",", urls),
                "alerts.webhook.secret=" + SECRET,
                "alerts.webhook.timeout=1s");
    }

    private static List<Receiver> hooks(String... assignments) {
        return Webhook.of(
                WeirConfiguration.load(Optional.empty(), Arrays.asList(assignments), Map.of())
                        .alerts()
                        .webhook());
    }

    /** Takes connections, and says nothing. */
    private static ServerSocket silent() throws IOException {
        return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    private static void drip(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                OutputStream out = socket.getOutputStream();
                out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
                while (true) {
                    out.write('x');
                    Thread.sleep(50);
                }
            } catch (IOException closed) {
                // By the client, who comes again, or by the test.
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** RFC 2104, by its definition, with no class of the product or of the JDK's MACs. */
    private static byte[] hmac(byte[] key, byte[] message) throws Exception {
        byte[] inner = new byte[64];
        byte[] outer = new byte[64];
        Arrays.fill(inner, (byte) 0x36);
        Arrays.fill(outer, (byte) 0x5c);
        for (int i = 0; i < key.length; i++) {
            inner[i] ^= key[i];
            outer[i] ^= key[i];
        }
        MessageDigest hash = MessageDigest.getInstance("SHA-256");
        hash.update(inner);
        byte[] digest = hash.digest(message);
        hash.update(outer);
        return hash.digest(digest);
    }
}
