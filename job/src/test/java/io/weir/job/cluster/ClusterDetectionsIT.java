package io.weir.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.codec.encode.NetflowV5Writer;
import io.weir.testing.FreeUdpPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Built-in detections and rules in SQL in one job on a cluster that loses a TaskManager: before a
 * scan is enough for an alert, and when the alert is open.
 */
@Tag("faults")
@Timeout(400)
class ClusterDetectionsIT {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SCANNER = 0xcb00_7142L;
    private static final long FIRST_TARGET = 0x0a00_0001L;
    private static final long UPTIME_MILLIS = 60_000;
    private static final int TCP = 6;
    private static final int SYN = 2;

    /** Less than what either rule asks for; twice as many are more. */
    private static final int HALF = 20;

    /** More than ten times what the rule in SQL opens with: its alert is told of again. */
    private static final int MANY = 600;

    private static final String BUILT_IN = "syn-scan-horizontal";
    private static final String SQL = "tried-by-one";

    private final int port = FreeUdpPort.find();
    private final NetflowV5Writer netflow = new NetflowV5Writer(0, 0);

    @TempDir private Path folder;

    @Test
    void scanIsOneAlertOfEachRuleAcrossFailures() throws Exception {
        try (ClusterProcess cluster = ClusterProcess.submit(folder, arguments())) {
            cluster.awaitLine("submitted");
            awaitListening();
            scan(0, HALF);
            cluster.loseTaskManager();
            awaitListening();
            assertThat(alerts(cluster)).isEmpty();

            scan(HALF, HALF);
            awaitAlert(cluster, BUILT_IN, "open");
            awaitAlert(cluster, SQL, "open");
            cluster.loseTaskManager();
            awaitListening();

            scan(2 * HALF, MANY);
            awaitAlert(cluster, SQL, "updated");
            assertThat(alerts(cluster))
                    .extracting(ClusterDetectionsIT::rule, ClusterDetectionsIT::status)
                    .containsExactlyInAnyOrder(
                            tuple(BUILT_IN, "open"), tuple(SQL, "open"), tuple(SQL, "updated"));
            assertThat(cluster.cancelJob()).as(cluster.log()).isZero();
        }
    }

    private List<String> arguments() throws IOException {
        Path rules = Files.createDirectory(folder.resolve("rules"));
        Files.writeString(
                rules.resolve(SQL + ".sql"),
                """
                -- id: %s
                -- title: Tries many hosts
                -- category: scan
                -- severity: 30
                SELECT source_ip, COUNT(DISTINCT destination_ip) AS hits, window_start, window_end
                FROM TABLE(HOP(
                  TABLE tcp_syn, DESCRIPTOR(received), INTERVAL '10' SECOND, INTERVAL '5' MINUTE))
                GROUP BY source_ip, window_start, window_end
                HAVING COUNT(DISTINCT destination_ip) >= 25
                """
                        .formatted(SQL));
        Path configuration =
                Files.writeString(
                        folder.resolve("weir.yaml"),
                        """
                        listen: {address: 127.0.0.1, udp: [%d]}
                        pipeline: {parallelism: 2, checkpoint-interval: 1s}
                        rules:
                          directory: '%s'
                          switch-off: [cleartext-login, dns-tunnel, icmp-tunnel, irc-contact,
                            local-names-leak, management-exposed, mining-pool, threat-exchange]
                        detections: {syn-scan: {window: 5m}}
                        streams:
                          flows: {elasticsearch: 'off'}
                          rollups: {elasticsearch: 'off'}
                          topn: {elasticsearch: 'off'}
                          exporters: {elasticsearch: 'off'}
                          alerts: {elasticsearch: 'off', stdout: all}
                        """
                                .formatted(port, rules));
        return List.of("--config", configuration.toString());
    }

    /** One attempt at each of so many hosts. */
    private void scan(int first, int count) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
            for (int target = first; target < first + count; target += HALF) {
                byte[] datagram = attempts(FIRST_TARGET + target);
                socket.send(new DatagramPacket(datagram, datagram.length, LOOPBACK, port));
            }
        }
    }

    private byte[] attempts(long firstTarget) {
        netflow.begin(System.currentTimeMillis(), UPTIME_MILLIS);
        for (int i = 0; i < HALF; i++) {
            netflow.record()
                    .addresses(SCANNER, firstTarget + i)
                    .ports(40_000, 23)
                    .protocol(TCP)
                    .tcpFlags(SYN)
                    .packets(1)
                    .octets(40)
                    .uptimes(UPTIME_MILLIS, UPTIME_MILLIS);
        }
        return netflow.toBytes();
    }

    private void awaitListening() {
        await().atMost(PATIENCE).until(this::isListening);
    }

    private boolean isListening() {
        try (DatagramSocket socket = new DatagramSocket(port, LOOPBACK)) {
            return socket.isClosed();
        } catch (IOException e) {
            return true;
        }
    }

    private static void awaitAlert(ClusterProcess cluster, String rule, String status) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(alerts(cluster))
                                        .extracting(
                                                ClusterDetectionsIT::rule,
                                                ClusterDetectionsIT::status)
                                        .contains(tuple(rule, status)));
    }

    /** Each state of each alert that the job printed. */
    private static List<JsonNode> alerts(ClusterProcess cluster) {
        String log = cluster.log();
        return log.substring(0, log.lastIndexOf('\n') + 1)
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(ClusterDetectionsIT::parse)
                .toList();
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }

    private static String rule(JsonNode alert) {
        return alert.at("/rule/id").asText();
    }

    private static String status(JsonNode alert) {
        return alert.at("/weir/status").asText();
    }
}
