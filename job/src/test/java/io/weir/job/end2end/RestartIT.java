package io.weir.job.end2end;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.codec.encode.IpfixWriter;
import io.weir.codec.encode.NetflowV5Writer;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.encode.TemplateField;
import io.weir.job.elasticsearch.ElasticsearchClient;
import io.weir.job.elasticsearch.ElasticsearchException;
import io.weir.job.elasticsearch.local.ElasticsearchExtension;
import io.weir.job.elasticsearch.local.LocalElasticsearch;
import io.weir.testing.FreeUdpPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./weir run} is killed or stopped, and started again, as on the edge of a network. */
@Tag("faults")
@ExtendWith(ElasticsearchExtension.class)
@Timeout(400)
class RestartIT {

    private static final TemplateDefinition LAYOUT =
            TemplateDefinition.of(
                    300,
                    TemplateField.iana(8, 4), // sourceIPv4Address
                    TemplateField.iana(12, 4), // destinationIPv4Address
                    TemplateField.iana(1, 8), // octetDeltaCount
                    TemplateField.iana(150, 4), // flowStartSeconds
                    TemplateField.iana(151, 4)); // flowEndSeconds

    private final int port = FreeUdpPort.find();
    private final IpfixWriter ipfix = new IpfixWriter(7);

    @TempDir private Path folder;

    private Path state;
    private LocalElasticsearch server;
    private ElasticsearchClient client;
    private String prefix;
    private int starts;

    @BeforeEach
    void takeServer(LocalElasticsearch server, ElasticsearchClient client) {
        this.server = server;
        this.client = client;
        this.prefix = "restart-" + port;
        this.state = folder.resolve("state");
    }

    @Test
    void decodesTheFirstDataAfterACrashWithoutItsTemplate() throws Exception {
        try (Exporter exporter = new Exporter()) {
            try (Launcher weir = start("pipeline.parallelism=2")) {
                weir.awaitMessage("Starting without earlier state in " + roleFolder());
                weir.awaitMessage("Listening on UDP");
                exporter.send(ipfix.begin(now()).template(LAYOUT).toBytes());
                exporter.send(flow());
                awaitFlows(1);
                awaitNextCheckpoint();
                weir.kill();
            }
            try (Launcher weir = start("pipeline.parallelism=1")) {
                weir.awaitMessage("Resuming from checkpoint ");
                weir.awaitMessage("Listening on UDP");
                exporter.send(flow());
                awaitFlows(2);
                awaitOneRun();

                JsonNode balance = stop(weir);

                assertThat(balance.at("/records/flows").asInt()).isEqualTo(1);
                assertThat(balance.at("/records/sets_without_template").asInt()).isZero();
                assertThat(weir.err()).contains("Stopping: writing", "Saved in ");
            }
            assertThat(statesKept())
                    .hasSizeLessThanOrEqualTo(2)
                    .anyMatch(entry -> entry.getFileName().toString().startsWith("savepoint-"));
            try (Launcher weir = start("--fresh")) {
                weir.awaitMessage("Starting afresh. Earlier state is set aside in ");
                weir.awaitMessage("Listening on UDP");
                exporter.send(flow());
                exporter.send(withoutTemplates());
                awaitFlows(3);

                JsonNode balance = stop(weir);

                assertThat(balance.at("/records/flows").asInt())
                        .as("the flow that needs no template")
                        .isEqualTo(1);
                assertThat(balance.at("/datagrams/decoded").asInt()).isEqualTo(2);
            }
        }
    }

    @Test
    void goesOnWithOpenWindowsAfterAStop() throws Exception {
        int half = 20;
        try (Exporter exporter = new Exporter()) {
            long minute;
            try (Launcher weir = start()) {
                weir.awaitMessage("Listening on UDP");
                exporter.send(ipfix.begin(now()).template(LAYOUT).toBytes());
                minute = now() / 60 * 60;
                for (int i = 0; i < half; i++) {
                    exporter.send(flow(minute, i));
                }
                awaitFlows(half);
                assertRefusesASecondRun();
                stop(weir);
            }
            try (Launcher weir = start()) {
                weir.awaitMessage("Resuming from savepoint ");
                assertThat(weir.err()).doesNotContain("Drops ", "Skipped");
                weir.awaitMessage("Listening on UDP");
                for (int i = 0; i < half; i++) {
                    exporter.send(flow(minute, i));
                }
                awaitFlows(2 * half);

                patiently().untilAsserted(() -> assertTopTalkersCount(minute, 2 * half));
                stop(weir);
            }
        }
    }

    /** The documents of the minute, those of the first run written over. */
    private void assertTopTalkersCount(long minute, int flows) throws Exception {
        client.refresh(prefix + "-*");
        long counted = 0;
        for (JsonNode hit : hits(prefix + "-topn-*")) {
            String start = Instant.ofEpochSecond(minute).toString();
            boolean isCounted =
                    hit.at("/weir/topn/dimension").asText().equals("as-pair")
                            && hit.at("/weir/window/seconds").asInt() == 60
                            && hit.at("/weir/window/start")
                                    .asText()
                                    .startsWith(start.substring(0, 16));
            if (isCounted) {
                counted += hit.at("/weir/topn/flows").asLong();
            }
        }
        assertThat(counted).isEqualTo(flows);
    }

    private void assertRefusesASecondRun() throws Exception {
        try (Launcher second = start("listen.udp=" + FreeUdpPort.find())) {
            assertThat(second.awaitExit()).isEqualTo(1);
            assertThat(second.err())
                    .contains("state.dir: '" + roleFolder() + "' is in use by another weir run")
                    .doesNotContain("\tat ");
        }
    }

    /** Options, and assignments that go before the usual ones. */
    private Launcher start(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("run"));
        List<String> assignments =
                new ArrayList<>(
                        List.of(
                                "listen.address=127.0.0.1",
                                "listen.udp=" + port,
                                "state.dir=" + state,
                                "pipeline.checkpoint-interval=1s",
                                "elasticsearch.urls=" + server.url(),
                                "elasticsearch.index-prefix=" + prefix));
        for (String argument : more) {
            (argument.startsWith("--") ? arguments : assignments).add(argument);
        }
        for (String assignment : assignments) {
            arguments.addAll(List.of("--set", assignment));
        }
        return Launcher.start(Files.createDirectory(folder.resolve("run" + ++starts)), arguments);
    }

    private JsonNode stop(Launcher weir) throws Exception {
        weir.interrupt();
        assertThat(weir.awaitExit()).as(weir.err()).isZero();
        JsonNode balance = new ObjectMapper().readTree(weir.out());
        assertThat(balance.at("/datagrams/unexplained").asInt(-1)).isZero();
        return balance;
    }

    private Path roleFolder() {
        return state.resolve("all-in-one");
    }

    /** Begun after this was called, so that what was decoded before is in it. */
    private void awaitNextCheckpoint() {
        long before = newestCheckpoint();
        patiently().until(() -> newestCheckpoint() >= before + 2);
    }

    private long newestCheckpoint() {
        try (Stream<Path> files = Files.walk(roleFolder())) {
            return files.filter(file -> file.endsWith("_metadata"))
                    .map(file -> file.getParent().getFileName().toString())
                    .filter(name -> name.startsWith("chk-"))
                    .mapToLong(name -> Long.parseLong(name.substring(4)))
                    .max()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0; // a checkpoint went while it was looked at
        }
    }

    /** What the run before left is removed. */
    private void awaitOneRun() {
        patiently().until(() -> statesKept().size() == 1);
    }

    private List<Path> statesKept() throws IOException {
        try (Stream<Path> entries = Files.list(roleFolder())) {
            return entries.filter(entry -> !entry.endsWith("lock")).toList();
        }
    }

    private void awaitFlows(int flows) {
        patiently()
                .until(
                        () -> {
                            client.refresh(prefix + "-*");
                            return client.count(prefix + "-flows-*") == flows;
                        });
    }

    private List<JsonNode> hits(String index) throws Exception {
        ObjectNode all = new ObjectMapper().createObjectNode().put("size", 1_000);
        List<JsonNode> documents = new ArrayList<>();
        for (JsonNode hit : client.search(index, all).at("/hits/hits")) {
            documents.add(hit.path("_source"));
        }
        return documents;
    }

    private byte[] flow() {
        return flow(now(), 1);
    }

    private byte[] flow(long endSeconds, int source) {
        return ipfix.begin(now())
                .data(
                        LAYOUT,
                        record ->
                                record.uint32(0x0a000000L + source)
                                        .uint32(0x0a010001)
                                        .uint64(1_000)
                                        .uint32(endSeconds)
                                        .uint32(endSeconds))
                .toBytes();
    }

    private static byte[] withoutTemplates() {
        NetflowV5Writer netflow = new NetflowV5Writer(0, 0).begin(now() * 1_000, 60_000);
        netflow.record().addresses(1, 2).packets(1).octets(100).uptimes(60_000, 60_000);
        return netflow.toBytes();
    }

    private static long now() {
        return System.currentTimeMillis() / 1_000;
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(150))
                .pollInterval(Duration.ofMillis(250))
                .ignoreExceptionsInstanceOf(ElasticsearchException.class); // a new index
    }

    /** One socket, so that one subtask receives all and in order. */
    private final class Exporter implements AutoCloseable {

        private final DatagramSocket socket;

        Exporter() throws SocketException {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        }

        void send(byte[] datagram) throws IOException {
            socket.send(
                    new DatagramPacket(
                            datagram, datagram.length, InetAddress.getLoopbackAddress(), port));
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
