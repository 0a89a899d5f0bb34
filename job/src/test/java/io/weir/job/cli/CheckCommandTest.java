package io.weir.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.weir.testing.FreeUdpPort;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckCommandTest {

    private static final String ELASTICSEARCH_7 =
            "{\"cluster_name\": \"edge\", \"version\": {\"number\": \"7.17.29\"}}";

    private final StringWriter out = new StringWriter();
    private final List<String> authorizations = new ArrayList<>();

    @TempDir private Path directory;

    private HttpServer server;
    private String answer = ELASTICSEARCH_7;
    private int status = 200;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
                    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void findsEverythingInPlace() throws IOException {
        int port = FreeUdpPort.find();

        assertThat(check("--set", "listen.udp=" + port)).isZero();
        assertThat(lines())
                .contains(
                        "ok     configuration: " + file() + " and 1 --set",
                        "ok     UDP 127.0.0.1 port " + port + " (" + port + "): free.",
                        "ok     Elasticsearch "
                                + url()
                                + ": elasticsearch 7.17.29, cluster 'edge'.");
    }

    @Test
    void failsWhenAPortIsTaken() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            int port = socket.getLocalPort();

            assertThat(check("--set", "listen.udp=" + port)).isEqualTo(1);
            assertThat(lines())
                    .anyMatch(line -> line.startsWith("FAILED UDP 127.0.0.1 port " + port + " ("));
        }
    }

    @Test
    void failsWhenElasticsearchDoesNotAnswer() throws IOException {
        String url = url();
        server.stop(0);

        assertThat(check("--set", "listen.udp=" + FreeUdpPort.find())).isEqualTo(1);
        assertThat(lines())
                .anyMatch(
                        line ->
                                line.startsWith("FAILED Elasticsearch " + url)
                                        && line.endsWith("or change elasticsearch.urls."));
    }

    @Test
    void failsWhenElasticsearchIsOfAnotherVersion() throws IOException {
        answer = ELASTICSEARCH_7.replace("7.17.29", "8.1.0");

        assertThat(check("--set", "listen.udp=" + FreeUdpPort.find())).isEqualTo(1);
        assertThat(lines()).anyMatch(line -> line.contains("supported is Elasticsearch 7.8"));
    }

    @Test
    void authenticatesWithoutShowingThePassword() throws IOException {
        status = 401;
        List<String> credentials =
                List.of(
                        "--set=listen.udp=" + FreeUdpPort.find(),
                        "--set=elasticsearch.username=weir",
                        "--set=elasticsearch.password=hunter2");

        assertThat(check(credentials.toArray(String[]::new))).isEqualTo(1);
        assertThat(authorizations).containsExactly("Basic d2VpcjpodW50ZXIy");
        assertThat(out.toString())
                .contains("elasticsearch.username and elasticsearch.password")
                .doesNotContain("hunter2");
    }

    @Test
    void failsWhenTheRulesDirectoryIsMissing() throws IOException {
        Path missing = directory.resolve("missing");

        assertThat(
                        check(
                                "--set=listen.udp=" + FreeUdpPort.find(),
                                "--set=rules.directory=" + missing))
                .isEqualTo(1);
        assertThat(lines())
                .anyMatch(line -> line.startsWith("FAILED rules.directory " + missing + ": "));
    }

    @Test
    void saysEverythingThatIsWrongWithTheConfiguration() throws IOException {
        assertThat(check("--set", "topn.size=0", "--set", "topn.sise=1")).isEqualTo(2);
        assertThat(lines())
                .containsExactlyInAnyOrder(
                        "FAILED configuration: topn.size: '0' is not allowed (--set); allowed: a"
                                + " whole number from 1 to 1000.",
                        "FAILED configuration: topn.sise: there is no such key (--set); the"
                                + " nearest is topn.size.");
        assertThat(authorizations).isEmpty();
    }

    @Test
    void collectorNeedsKafkaAndNoElasticsearch() throws IOException {
        String nobody = "127.0.0.1:1";
        assertThat(
                        check(
                                "--set=pipeline.role=collector",
                                "--set=kafka.bootstrap-servers=" + nobody,
                                "--set=listen.udp=" + FreeUdpPort.find()))
                .isEqualTo(1);
        assertThat(lines())
                .contains(
                        "FAILED Kafka "
                                + nobody
                                + " topic weir-raw: Kafka "
                                + nobody
                                + " does not answer; start it, or change kafka.bootstrap-servers.")
                .noneMatch(line -> line.contains("Elasticsearch"));
    }

    @Test
    void analysisNeedsNoPort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            check(
                    "--set=pipeline.role=analysis",
                    "--set=kafka.bootstrap-servers=127.0.0.1:1",
                    "--set=kafka.properties-file=" + directory.resolve("missing"),
                    "--set=listen.udp=" + socket.getLocalPort());
        }
        assertThat(lines())
                .noneMatch(line -> line.contains("UDP"))
                .anyMatch(line -> line.contains("topic weir-dead-letters"))
                .anyMatch(line -> line.startsWith("ok     Elasticsearch"));
    }

    @Test
    void namesTheKafkaPropertiesFileThatIsMissing() throws IOException {
        Path missing = directory.resolve("missing");

        assertThat(
                        check(
                                "--set=pipeline.role=collector",
                                "--set=kafka.bootstrap-servers=127.0.0.1:1",
                                "--set=kafka.properties-file=" + missing,
                                "--set=listen.udp=" + FreeUdpPort.find()))
                .isEqualTo(1);
        assertThat(lines())
                .anyMatch(
                        line ->
                                line.contains("kafka.properties-file: " + missing)
                                        && line.startsWith("FAILED Kafka"));
    }

    @Test
    void refusesOptionsThatDoNotExist() throws IOException {
        assertThat(check("--verbos")).isEqualTo(2);
    }

    private int check(String... arguments) throws IOException {
        Files.writeString(
                file(),
                String.format(
                        "listen: {address: 127.0.0.1}%nelasticsearch: {urls: ['%s']}%n", url()));
        List<String> all = new ArrayList<>(List.of("--config", file().toString()));
        Collections.addAll(all, arguments);
        return new CommandLine(new CheckCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(new StringWriter()))
                .execute(all.toArray(String[]::new));
    }

    private List<String> lines() {
        return out.toString().lines().toList();
    }

    private Path file() {
        return directory.resolve("weir.yaml");
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
