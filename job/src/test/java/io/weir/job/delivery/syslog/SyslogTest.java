package io.weir.job.delivery.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.job.config.SyslogFacility;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.delivery.DeliveryMetric;
import io.weir.job.delivery.Parcel;
import io.weir.job.delivery.Receiver;
import io.weir.job.delivery.ServerCertificate;
import io.weir.job.delivery.TestAlerts;
import io.weir.job.delivery.TestWriter;
import io.weir.job.documents.AlertDocuments;
import io.weir.operators.detect.Alert;
import io.weir.testing.FreeUdpPort;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SyslogTest {

    private static final ServerSocketFactory PLAIN = ServerSocketFactory.getDefault();

    @TempDir private Path folder;

    @Test
    void writesAlertsAsMessages() throws Exception {
        Alert alert = TestAlerts.opened();
        SyslogEncoder encoder = new SyslogEncoder(SyslogFacility.LOCAL0, 32_473);
        encoder.open();
        ParsedMessage message = ParsedMessage.of(encoder.encode(alert, 1_767_323_047_000L));

        assertThat(message.facility()).isEqualTo(16);
        assertThat(message.severity()).isEqualTo(3);
        assertThat(message.timestamp())
                .isEqualTo(Instant.ofEpochMilli(1_767_323_047_000L).atOffset(ZoneOffset.UTC));
        assertThat(message.host()).isEqualTo(InetAddress.getLocalHost().getHostName());
        assertThat(message.application()).isEqualTo("weir");
        assertThat(message.process()).isEqualTo(Long.toString(ProcessHandle.current().pid()));
        assertThat(message.type()).isEqualTo("alert-open");
        assertThat(message.data())
                .containsExactly(
                        Map.entry("", "weir@32473"),
                        Map.entry("id", alert.id()),
                        Map.entry("revision", "1"),
                        Map.entry("rule", "syn-scan-horizontal"),
                        Map.entry("severity", "60"),
                        Map.entry("status", "open"),
                        Map.entry("entity", "203.0.113.66"),
                        Map.entry("scope", "port-445"));
        assertThat(message.text()).isEqualTo(AlertDocuments.message(alert.finding()));
    }

    @Test
    void namesNobodyForAlertsThatWereHeldBack() throws Exception {
        SyslogEncoder encoder = new SyslogEncoder(SyslogFacility.LOCAL0, 32_473);
        encoder.open();
        ParsedMessage message =
                ParsedMessage.of(encoder.encode(TestAlerts.heldBack(), 1_767_323_047_000L));

        assertThat(message.data())
                .contains(Map.entry("rule", "syn-scan-horizontal"))
                .contains(Map.entry("scope", "held-back"))
                .doesNotContainKey("entity");
        assertThat(message.text()).endsWith(": 1234 more alerts held back");
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "29, 5", "30, 4", "59, 4", "60, 3", "79, 3", "80, 2", "100, 2"})
    void givesAlertsASeverityOfSyslog(int ofAlert, int ofSyslog) {
        assertThat(SyslogSeverity.of(ofAlert).code()).isEqualTo(ofSyslog);
    }

    @Test
    void escapesAndCutsWhatOperatorsCallThings() {
        SyslogMessage message = new SyslogMessage(23, 7);
        message.header("2026-01-02T03:04:05.678Z", "Büro 7", "weir", "");
        message.type("alert");
        String hard = "a \"b\" c\\d [e] Zürich\n\0😀\ud800";
        ParsedMessage parsed =
                ParsedMessage.of(
                        message.beginData("weir@1")
                                .parameter("hard", hard)
                                .parameter("long", "ß".repeat(5_000))
                                .endData()
                                .text("😀".repeat(5_000)));

        assertThat(parsed.facility()).isEqualTo(23);
        assertThat(parsed.host()).isEqualTo("Bro7");
        assertThat(parsed.process()).isEqualTo("-");
        assertThat(parsed.data())
                .containsEntry("hard", "a \"b\" c\\d [e] Zürich  😀 ")
                .containsEntry("long", "ß".repeat(100));
        assertThat(parsed.text()).isEqualTo("😀".repeat(100));
    }

    @Test
    void marksUtf8OnlyWhereItIsNeeded() {
        assertThat(text("plain")).endsWith("] plain");
        assertThat(text("Zürich")).endsWith("] \ufeffZürich");
    }

    private static String text(String text) {
        SyslogMessage message = new SyslogMessage(0, 0);
        message.header("2026-01-02T03:04:05.678Z", "", "weir", "1");
        message.type("alert");
        return new String(message.beginData("weir@1").endData().text(text), StandardCharsets.UTF_8);
    }

    @Test
    void sendsEachMessageInADatagram() throws Exception {
        try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                TestWriter writer = open("udp://127.0.0.1:" + server.getLocalPort())) {
            server.setSoTimeout(10_000);
            writer.write(TestAlerts.numbered(1));
            writer.write(TestAlerts.numbered(2));

            assertThat(receive(server).type()).isEqualTo("alert-open");
            assertThat(receive(server).type()).isEqualTo("alert-updated");
        }
    }

    @Test
    void triesAgainWhereTheHostSaysThatNobodyListens() throws Exception {
        int port = FreeUdpPort.find();
        try (TestWriter writer = open("udp://127.0.0.1:" + port)) {
            writer.write(TestAlerts.numbered(1));
            writer.write(TestAlerts.numbered(2));
            await().until(() -> writer.sum(DeliveryMetric.DELIVERIES_FAILED) >= 1);
            try (DatagramSocket server =
                    new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
                server.setSoTimeout(10_000);

                assertThat(receive(server).data()).containsEntry("revision", "1");
                assertThat(receive(server).data()).containsEntry("revision", "2");
            }
        }
    }

    @Test
    void countsTheOctetsOfMessagesInAStream() throws Exception {
        try (StreamServer server = StreamServer.start(PLAIN, 0);
                TestWriter writer = open("tcp://127.0.0.1:" + server.port())) {
            for (long number = 1; number <= 200; number++) {
                writer.write(TestAlerts.numbered(number));
            }
            await().until(() -> server.messages().size() == 200);

            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.faults()).isEmpty();
            assertRevisions(server, 200);
        }
    }

    @Test
    void connectsAnewWhereTheServerHungUp() throws Exception {
        try (StreamServer server = StreamServer.start(PLAIN, 0);
                TestWriter writer = open("tcp://127.0.0.1:" + server.port())) {
            for (int number = 1; number <= 5; number++) {
                writer.write(TestAlerts.numbered(number));
                int expected = number;
                await().until(() -> server.messages().size() == expected);
                server.hangUp();
            }
            assertThat(server.connections()).isEqualTo(5);
            assertThat(server.faults()).isEmpty();
            assertRevisions(server, 5);
        }
    }

    @Test
    void handsOverToTheNextRunWhatAServerThatIsDownDidNotTake() throws Exception {
        StreamServer down = StreamServer.start(PLAIN, 0);
        int port = down.port();
        down.close();
        String url = "tcp://127.0.0.1:" + port;
        List<Parcel> state;
        try (TestWriter writer = open(url)) {
            writer.write(TestAlerts.numbered(1));
            writer.write(TestAlerts.numbered(2));
            await().until(() -> writer.sum(DeliveryMetric.DELIVERIES_FAILED) >= 2);
            state = writer.snapshot();
        }
        try (StreamServer up = StreamServer.start(PLAIN, port);
                TestWriter next = TestWriter.restored(encoder(), servers(url), state)) {
            await().until(() -> next.sum(DeliveryMetric.ALERTS_DELIVERED) == 2);
            await().until(() -> up.messages().size() == 2);
            assertRevisions(up, 2);
        }
    }

    /** What it has not read fills its buffer and ours, and then a write waits without end. */
    @Test
    void givesUpAConnectionThatTakesNothing() throws Exception {
        try (ServerSocket silent = new ServerSocket();
                TestWriter writer = openSilent(silent)) {
            for (long number = 1; number <= 2_000; number++) {
                writer.write(TestAlerts.numbered(number));
            }
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> writer.sum(DeliveryMetric.DELIVERIES_FAILED) >= 1);
            writer.flush(false);

            assertThat(writer.snapshot()).isNotEmpty();
        }
    }

    private static TestWriter openSilent(ServerSocket silent) throws IOException {
        silent.setReceiveBufferSize(4_096);
        silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return open("tcp://127.0.0.1:" + silent.getLocalPort());
    }

    @Test
    void believesOnlyTheConfiguredAuthorityAndTheRightName() throws Exception {
        ServerCertificate own = ServerCertificate.make(folder, "ip:127.0.0.1");
        ServerCertificate other = ServerCertificate.make(folder, "dns:other.example");
        try (StreamServer server = StreamServer.start(own.context().getServerSocketFactory(), 0);
                StreamServer misnamed =
                        StreamServer.start(other.context().getServerSocketFactory(), 0);
                TestWriter trusting = open(own, server);
                TestWriter distrusting = open(other, server);
                TestWriter deceived = open(other, misnamed)) {
            for (TestWriter writer : List.of(distrusting, deceived)) {
                writer.write(TestAlerts.opened());
            }
            await().until(() -> distrusting.sum(DeliveryMetric.DELIVERIES_FAILED) >= 2);
            await().until(() -> deceived.sum(DeliveryMetric.DELIVERIES_FAILED) >= 2);
            for (long number = 1; number <= 100; number++) {
                trusting.write(TestAlerts.numbered(number));
            }
            await().until(() -> server.messages().size() == 100);

            assertThat(misnamed.messages()).isEmpty();
            assertThat(server.faults()).isEmpty();
            assertRevisions(server, 100);
        }
    }

    @Test
    void connectsAnewByTlsWhereTheServerHungUp() throws Exception {
        ServerCertificate own = ServerCertificate.make(folder, "ip:127.0.0.1");
        try (StreamServer server = StreamServer.start(own.context().getServerSocketFactory(), 0);
                TestWriter writer = open(own, server)) {
            for (int number = 1; number <= 3; number++) {
                writer.write(TestAlerts.numbered(number));
                int expected = number;
                await().until(() -> server.messages().size() == expected);
                server.hangUp();
            }
            assertRevisions(server, 3);
        }
    }

    private static void assertRevisions(StreamServer server, long last) {
        List<Long> revisions =
                server.messages().stream()
                        .map(message -> Long.valueOf(message.data().get("revision")))
                        .toList();
        assertThat(revisions).hasSize((int) last).isSorted().doesNotHaveDuplicates();
    }

    private static ParsedMessage receive(DatagramSocket server) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        server.receive(packet);
        return ParsedMessage.of(Arrays.copyOf(packet.getData(), packet.getLength()));
    }

    private static TestWriter open(ServerCertificate trusted, StreamServer server) {
        return TestWriter.open(
                encoder(),
                servers(
                        "tls://127.0.0.1:" + server.port(),
                        "alerts.syslog.ca-file=" + trusted.pem()));
    }

    private static TestWriter open(String server) {
        return TestWriter.open(encoder(), servers(server));
    }

    private static SyslogEncoder encoder() {
        return new SyslogEncoder(SyslogFacility.LOCAL0, 32_473);
    }

    private static List<Receiver> servers(String server) {
        return servers(server, "alerts.syslog.timeout=1s");
    }

    private static List<Receiver> servers(String server, String assignment) {
        return SyslogReceiver.of(
                WeirConfiguration.load(
                                Optional.empty(),
                                List.of("alerts.syslog.servers=" + server, assignment),
                                Map.of())
                        .alerts()
                        .syslog());
    }
}
