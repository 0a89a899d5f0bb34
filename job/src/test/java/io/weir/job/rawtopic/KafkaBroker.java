package io.weir.job.rawtopic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.job.config.WeirConfiguration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * A Kafka broker, its own controller, in a process of its own. It keeps port and data when it is
 * killed and started again.
 */
public final class KafkaBroker implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final String CLUSTER_ID = "d2Vpci1icm9rZXItaXRzaQ";

    private final Path folder;
    private final int port;
    private final int controllerPort;

    private Process process;

    private KafkaBroker(Path folder, int port, int controllerPort) {
        this.folder = folder;
        this.port = port;
        this.controllerPort = controllerPort;
    }

    /**
     * Starts a broker without topics and waits until it answers.
     *
     * @param folder for its data and its log, empty
     */
    public static KafkaBroker start(Path folder) throws IOException {
        KafkaBroker broker = new KafkaBroker(folder.toAbsolutePath(), freePort(), freePort());
        broker.configure();
        broker.start();
        return broker;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void configure() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(
                data.resolve("meta.properties"),
                "version=1\nnode.id=1\ncluster.id=" + CLUSTER_ID + "\n");
        Files.writeString(
                folder.resolve("server.properties"),
                """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                controller.listener.names=CONTROLLER
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s
                auto.create.topics.enable=false
                offsets.topic.num.partitions=1
                offsets.topic.replication.factor=1
                transaction.state.log.num.partitions=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                group.initial.rebalance.delay.ms=0
                """
                        .formatted(port, controllerPort, data));
    }

    /** Starts it again after it was killed, and waits until it answers. */
    public void start() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.add(
                "-Dlog4j2.configurationFile="
                        + Path.of("src", "main", "launcher", "log4j2.properties").toAbsolutePath());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "kafka.Kafka"));
        command.add(folder.resolve("server.properties").toString());
        process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(
                                        folder.resolve("broker.log").toFile()))
                        .start();
        awaitAnswer();
    }

    private void awaitAnswer() {
        try (KafkaTopics topics = KafkaTopics.connect(configuration().kafka())) {
            await().atMost(START_TIMEOUT)
                    .failFast(() -> assertThat(process.isAlive()).as("it runs; %s", log()).isTrue())
                    .ignoreException(KafkaUnavailableException.class)
                    .until(() -> topics.partitions("none") == KafkaTopics.MISSING);
        }
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("broker.log"));
    }

    /** Kills it as {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Stops it from doing anything; its connections stay open. */
    public void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Lets it go on after {@link #pause}. */
    public void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
        assertThat(exit).isZero();
    }

    public String server() {
        return "127.0.0.1:" + port;
    }

    /** How a client reaches it. */
    public Properties clientProperties() {
        Properties properties = new Properties();
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, server());
        return properties;
    }

    /** How many datagrams stand in a raw topic. */
    public long datagramsIn(String rawTopic) {
        return RawTopicContents.read(this, rawTopic).datagramCount();
    }

    /** A configuration with this broker. */
    public WeirConfiguration configuration(String... assignments) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "pipeline.role=collector",
                                "pipeline.parallelism=2",
                                "pipeline.checkpoint-interval=1s",
                                "listen.address=127.0.0.1",
                                "kafka.partitions=3",
                                "kafka.partition-refresh=1s",
                                "topn.dimensions=source",
                                "windows.hours=false",
                                "kafka.bootstrap-servers=" + server()));
        all.addAll(List.of(assignments));
        return WeirConfiguration.load(Optional.empty(), all, Map.of());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
