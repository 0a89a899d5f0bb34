package io.weir.job.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weir.codec.IpAddress;
import io.weir.codec.encode.NetflowV5Writer;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.input.Input;
import io.weir.job.input.UdpInput;
import io.weir.job.pipeline.WeirPipeline;
import io.weir.testing.FreeUdpPort;
import io.weir.udp.Datagram;
import io.weir.udp.metrics.UdpMetric;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loses datagrams at every stage from the socket to decode, and finds each in its account. */
@Timeout(120)
class UdpBalanceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int RECEIVE_BUFFER_BYTES = 128 << 10;

    /** Small enough for the receive buffer, so that only the queue drops. */
    private static final int PACE = 16;

    private final int port = FreeUdpPort.find();
    private final WeirConfiguration configuration =
            WeirConfiguration.load(
                    Optional.empty(),
                    List.of(
                            "listen.address=127.0.0.1",
                            "listen.udp=netflow=" + port,
                            "listen.allow=127.0.0.0/29",
                            "listen.queue=1MiB",
                            "listen.receive-buffer=128KiB",
                            "pipeline.parallelism=2"),
                    Map.of());
    private long sent;

    @BeforeEach
    void openGate() {
        assumeTrue(
                Files.isReadable(Path.of("/proc/net/udp")),
                "Kernel drops are known from the kernel's socket table: /proc/net/udp");
        Gate.open();
        Gate.PASSED.clear();
    }

    @Test
    void everyDatagramSentIsInOneAccount() throws Exception {
        try (EmbeddedJob job =
                EmbeddedJob.start(
                        "losing",
                        configuration.pipeline(),
                        environment ->
                                new WeirPipeline(environment, configuration)
                                        .build(new Gated(new UdpInput(configuration.listen())))
                                        .topN()
                                        .sinkTo(new DiscardingSink<>()))) {
            JobCounters counters = job.counters();
            awaitBothSubtasks(counters);
            send("127.0.0.1", 100, NETFLOW_V5, counters);
            send("127.0.0.4", 7, "no export".getBytes(US_ASCII), counters);
            send("127.0.0.8", 11, NETFLOW_V5, counters);
            patiently().until(() -> Balance.of(counters).unexplained() == 0);

            Gate.close();
            Map<String, Integer> sentTo = Map.of("127.0.0.2", 1500, "127.0.0.3", 1200);
            for (String exporter : sentTo.keySet()) {
                send(exporter, sentTo.get(exporter), NETFLOW_V5, counters);
            }
            Gate.open();
            for (String exporter : sentTo.keySet()) {
                patiently()
                        .untilAsserted(
                                () ->
                                        assertThat(
                                                        dropsOf(exporter, counters)
                                                                + Gate.passed(exporter))
                                                .as(exporter)
                                                .isEqualTo(sentTo.get(exporter).longValue()));
            }
            assertThat(sentTo.keySet().stream().mapToLong(e -> dropsOf(e, counters)).sum())
                    .isEqualTo(Balance.of(counters).droppedByQueue())
                    .isPositive();
            assertThat(Balance.of(counters).droppedByKernel()).isZero();

            overflowReceiveBuffer(counters);
            job.drain(PATIENCE);

            Balance balance = Balance.of(counters);
            assertThat(balance.notAllowed()).isEqualTo(11);
            assertThat(balance.droppedByKernel()).isPositive();
            assertThat(balance.malformedTotal()).isGreaterThanOrEqualTo(7);
            assertThat(balance.unexplained()).isZero();
            assertThat(
                            balance.decoded()
                                    + balance.malformedTotal()
                                    + balance.notAllowed()
                                    + balance.droppedByQueue()
                                    + balance.leftInQueue()
                                    + balance.droppedByKernel()
                                    + balance.discardedAtStop())
                    .isEqualTo(sent);
        }
    }

    /**
     * Sends the largest datagrams until the kernel has no room for one, and then some more, of
     * which the job is asked only when its sockets are closed.
     */
    private void overflowReceiveBuffer(JobCounters counters) throws IOException {
        byte[] large = "x".repeat(65_507).getBytes(US_ASCII);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (DatagramSocket socket = sender("127.0.0.6")) {
            boolean overflown = false;
            while (!overflown && System.nanoTime() < deadline) {
                overflown = Balance.of(counters).droppedByKernel() > 0;
                for (int i = 0; i < 200; i++) {
                    sendOne(socket, large);
                }
            }
        }
    }

    /** Sends from one address and port, as slow as the job receives. */
    private void send(String exporter, int datagrams, byte[] payload, JobCounters counters)
            throws IOException {
        try (DatagramSocket socket = sender(exporter)) {
            for (int i = 0; i < datagrams; i++) {
                sendOne(socket, payload);
                if (i % PACE == 0) {
                    awaitReceived(counters);
                }
            }
        }
        awaitReceived(counters);
    }

    private void awaitReceived(JobCounters counters) {
        patiently().until(() -> counters.sum(UdpMetric.DATAGRAMS_RECEIVED.id()) == sent);
    }

    private static void awaitBothSubtasks(JobCounters counters) {
        patiently()
                .until(
                        () ->
                                counters.sum(UdpMetric.RECEIVE_BUFFER_BYTES.id())
                                        == 2 * RECEIVE_BUFFER_BYTES);
    }

    private static ConditionFactory patiently() {
        return await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1));
    }

    private static long dropsOf(String exporter, JobCounters counters) {
        return counters.sumForExporter(UdpMetric.DATAGRAMS_DROPPED_QUEUE_FULL.id(), exporter);
    }

    private static DatagramSocket sender(String address) throws IOException {
        return new DatagramSocket(new InetSocketAddress(InetAddress.getByName(address), 0));
    }

    private void sendOne(DatagramSocket socket, byte[] payload) throws IOException {
        InetSocketAddress to = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        socket.send(new DatagramPacket(payload, payload.length, to));
        sent++;
    }

    private static final byte[] NETFLOW_V5 = netflowV5();

    private static byte[] netflowV5() {
        NetflowV5Writer writer = new NetflowV5Writer(0, 0).begin(System.currentTimeMillis(), 1000);
        for (int i = 0; i < NetflowV5Writer.MAX_RECORDS; i++) {
            writer.record().addresses(0xc000_0201L, 0xc000_0202L).ports(51_000, 443).octets(1_500);
        }
        return writer.toBytes();
    }

    /** An input behind a gate in each of its subtasks. */
    private record Gated(Input input) implements Input {

        @Override
        public DataStream<Datagram> attach(StreamExecutionEnvironment environment) {
            return input.attach(environment).map(new Gate()).returns(Datagram.class);
        }
    }

    /** While it is closed the subtask waits, and the source's queue fills. Counts by exporter. */
    private static final class Gate implements MapFunction<Datagram, Datagram> {

        private static final Map<IpAddress, LongAdder> PASSED = new ConcurrentHashMap<>();
        private static final long serialVersionUID = 1L;

        private static volatile CountDownLatch closed = new CountDownLatch(0);

        static void close() {
            closed = new CountDownLatch(1);
        }

        static void open() {
            closed.countDown();
        }

        static long passed(String exporter) throws IOException {
            IpAddress address = IpAddress.ofBytes(InetAddress.getByName(exporter).getAddress());
            return PASSED.getOrDefault(address, new LongAdder()).sum();
        }

        @Override
        public Datagram map(Datagram datagram) throws InterruptedException {
            closed.await();
            IpAddress exporter = new IpAddress(datagram.sourceHigh(), datagram.sourceLow());
            PASSED.computeIfAbsent(exporter, absent -> new LongAdder()).increment();
            return datagram;
        }
    }
}
