package io.weir.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.job.elasticsearch.ElasticsearchClient;
import io.weir.job.elasticsearch.ElasticsearchException;
import io.weir.job.elasticsearch.local.ElasticsearchExtension;
import io.weir.job.elasticsearch.local.LocalElasticsearch;
import io.weir.job.generate.Simulation;
import io.weir.job.generate.SimulationOptions;
import io.weir.job.rawtopic.KafkaBroker;
import io.weir.job.rawtopic.KafkaBrokerExtension;
import io.weir.testing.FreeUdpPort;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job jar on a Flink cluster that has nothing but Flink on its class path. It proves that the
 * jar's main takes the arguments of {@code flink run}, that the jar brings all that the job needs
 * besides Flink, and that the parts fit together across the class loaders of client and tasks.
 */
@Tag("faults")
@ExtendWith({ElasticsearchExtension.class, KafkaBrokerExtension.class})
@Timeout(180)
class ClusterMainIT {

    private static final String PREFIX = "cluster-it";
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    @Test
    void jobJarRunsAsFlinkRunStartsIt(LocalElasticsearch server, ElasticsearchClient client)
            throws Exception {
        int port = FreeUdpPort.find();
        List<String> arguments = List.of("--config", configuration(server, port).toString());
        try (ClusterProcess cluster = ClusterProcess.submit(folder, arguments)) {
            cluster.awaitLine("submitted");
            await().atMost(PATIENCE).until(() -> isTaken(port));

            Simulation exporters = simulate(port);
            send(port, new byte[] {9, 9, 9});
            send(port, flowThatEndsAtNoTime());

            long flows = exporters.flowsSent() + 1;
            // Elasticsearch refuses to search an index whose shards it is making.
            await().atMost(PATIENCE)
                    .ignoreException(ElasticsearchException.class)
                    .untilAsserted(() -> assertThat(flowDocuments(client)).isEqualTo(flows));
            assertThat(protocols(client)).containsKeys("netflow_v5", "netflow_v9", "ipfix");
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(alerts(client))
                                            .contains("syn-scan-horizontal", "syn-scan-vertical"));

            assertThat(cluster.cancelJob()).as(cluster.log()).isZero();
            assertThat(cluster.log().lines()).contains("CANCELED");
            assertThat(isTaken(port)).isFalse();
        }
    }

    /** The jar brings the connector and Kafka's client, which loads classes by name. */
    @Test
    void jobJarCollectsIntoKafka(KafkaBroker broker) throws Exception {
        int port = FreeUdpPort.find();
        List<String> arguments =
                List.of(
                        "--set=pipeline.role=collector",
                        "--set=pipeline.parallelism=2",
                        "--set=kafka.bootstrap-servers=" + broker.server(),
                        "--set=kafka.raw-topic=" + PREFIX,
                        "--set=listen.address=127.0.0.1",
                        "--set=listen.udp=" + port);
        try (ClusterProcess cluster = ClusterProcess.submit(folder, arguments)) {
            cluster.awaitLine("submitted");
            await().atMost(PATIENCE).until(() -> isTaken(port));

            send(port, new byte[] {9, 9, 9});

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(broker.datagramsIn(PREFIX)).isEqualTo(1));
            assertThat(cluster.cancelJob()).as(cluster.log()).isZero();
        }
    }

    @Test
    void wrongConfigurationIsRefusedBeforeAnythingIsSubmitted() throws Exception {
        List<String> arguments = List.of("--set", "topn.sise=3");
        try (ClusterProcess cluster = ClusterProcess.submit(folder, arguments)) {
            assertThat(cluster.cancelJob()).isNotZero();
            assertThat(cluster.log())
                    .contains("topn.sise: there is no such key", "the nearest is topn.size")
                    .doesNotContain("submitted");
        }
    }

    private Path configuration(LocalElasticsearch server, int port) throws IOException {
        return Files.writeString(
                folder.resolve("weir.yaml"),
                """
                listen: {address: 127.0.0.1, udp: [%d]}
                pipeline: {parallelism: 2}
                elasticsearch: {urls: ['%s'], index-prefix: %s}
                """
                        .formatted(port, server.url(), PREFIX));
    }

    private static Simulation simulate(int port) throws IOException, InterruptedException {
        SimulationOptions options =
                SimulationOptions.defaults()
                        .withScenario("syn-scan")
                        .withFlowsPerSecond(500)
                        .withDuration(Duration.ofSeconds(4));
        Simulation exporters = Simulation.start(options, new InetSocketAddress(LOOPBACK, port));
        exporters.awaitFinished();
        return exporters;
    }

    /** IPFIX: a template of source address and flowEndMilliseconds, and a record with 2^64 - 1. */
    private static byte[] flowThatEndsAtNoTime() {
        ByteBuffer message = ByteBuffer.allocate(48);
        message.putShort((short) 10).putShort((short) 48);
        message.putInt((int) (System.currentTimeMillis() / 1_000)).putInt(0).putInt(7);
        message.putShort((short) 2).putShort((short) 16);
        message.putShort((short) 256).putShort((short) 2);
        message.putShort((short) 8).putShort((short) 4);
        message.putShort((short) 153).putShort((short) 8);
        message.putShort((short) 256).putShort((short) 16);
        message.putInt(0x0a010203).putLong(-1L);
        return message.array();
    }

    private static void send(int port, byte[] payload) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
            socket.send(new DatagramPacket(payload, payload.length, LOOPBACK, port));
        }
    }

    private static long flowDocuments(ElasticsearchClient client) throws Exception {
        client.refresh(PREFIX + "-*");
        return client.count(PREFIX + "-flows-*");
    }

    private static Map<String, Long> protocols(ElasticsearchClient client) throws Exception {
        return countBy(client, "flows", "weir.protocol");
    }

    private static Iterable<String> alerts(ElasticsearchClient client) throws Exception {
        return countBy(client, "alerts", "rule.id").keySet();
    }

    private static Map<String, Long> countBy(ElasticsearchClient client, String kind, String field)
            throws Exception {
        client.refresh(PREFIX + "-" + kind + "-*");
        ObjectNode query = JSON.createObjectNode().put("size", 0);
        query.putObject("aggs").putObject("by").putObject("terms").put("field", field);
        JsonNode found = client.search(PREFIX + "-" + kind + "-*", query);
        Map<String, Long> counts = new TreeMap<>();
        for (JsonNode bucket : found.at("/aggregations/by/buckets")) {
            counts.put(bucket.path("key").asText(), bucket.path("doc_count").asLong());
        }
        return counts;
    }

    private static boolean isTaken(int port) {
        try (DatagramSocket socket = new DatagramSocket(port, LOOPBACK)) {
            return socket.isClosed();
        } catch (IOException e) {
            return true;
        }
    }
}
