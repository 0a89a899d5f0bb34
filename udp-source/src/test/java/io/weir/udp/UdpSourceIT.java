package io.weir.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weir.udp.kernel.KernelUdpTable;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class UdpSourceIT {

    private static final InMemoryReporter REPORTER = InMemoryReporter.createWithRetainedMetrics();

    private static final List<JobClient> STARTED = new ArrayList<>();

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(4)
                            .setConfiguration(REPORTER.addToConfiguration(new Configuration()))
                            .build());

    @BeforeAll
    static void needsTheKernelsSocketTable() {
        assumeTrue(
                Files.isReadable(Path.of("/proc/net/udp")),
                "To know when the job listens, the kernel's socket table is needed: /proc/net/udp");
    }

    @BeforeEach
    void clearWhatArrived() {
        Arrivals.clear();
    }

    @Test
    void fourSubtasksShareAPortAndReceiveEverythingOnce() throws Exception {
        int port = LoopbackPorts.free();
        JobClient job = start(source(port).bind(Loopback.IPV4).build(), 4, new Configuration());
        awaitListening(port, 4);

        List<String> sent = sendFromManyPorts(job, port, 64, 50);

        await().untilAsserted(
                        () ->
                                assertThat(Arrivals.texts())
                                        .containsExactlyInAnyOrderElementsOf(sent));
        assertThat(received(job)).hasSize(4).allSatisfy(count -> assertThat(count).isPositive());
        assertThat(sum(received(job))).isEqualTo(sent.size());
        assertThat(Arrivals.late()).isEmpty();
        stop(job);
    }

    @Test
    void theDefaultReceivesIpv4AndIpv6OnOneSocket() throws Exception {
        assumeTrue(hasIpv6Loopback(), "The host has no IPv6 loopback address ::1.");
        int port = LoopbackPorts.free();
        JobClient job = start(source(port).build(), 1, new Configuration());
        awaitListening(port, 1);

        LoopbackPorts.send(Loopback.IPV4, port, List.of("four"));
        LoopbackPorts.send(Loopback.IPV6, port, List.of("six"));

        await().untilAsserted(
                        () ->
                                assertThat(Arrivals.texts())
                                        .containsExactlyInAnyOrder("four", "six"));
        for (Datagram datagram : Arrivals.datagrams()) {
            assertThat(datagram.sourceHigh()).isZero();
            assertThat(datagram.sourceLow())
                    .isEqualTo(Datagrams.text(datagram).equals("six") ? 1 : 0xffff_7f00_0001L);
        }
        stop(job);
    }

    @Test
    void watermarksReachOperatorsOnAQuietNetwork() throws Exception {
        int port = LoopbackPorts.free();
        long before = System.currentTimeMillis();
        JobClient job =
                start(
                        source(port).watermarkInterval(Duration.ofMillis(50)).build(),
                        2,
                        new Configuration());

        await().until(() -> Arrivals.watermark() > before + 1000);

        assertThat(Arrivals.watermark()).isLessThan(System.currentTimeMillis());
        assertThat(Arrivals.texts()).isEmpty();
        stop(job);
    }

    @Test
    void startsAgainOnTheSamePortAfterAStop() throws Exception {
        int port = LoopbackPorts.free();
        for (String run : List.of("first", "second")) {
            JobClient job = start(source(port).build(), 2, new Configuration());
            awaitListening(port, 2);
            LoopbackPorts.send(Loopback.IPV4, port, List.of(run));
            await().until(() -> Arrivals.texts().contains(run));
            stop(job);
            new DatagramSocket(port).close();
        }
        assertThat(Arrivals.texts()).containsExactly("first", "second");
    }

    @Test
    void failsWithTheReasonOnAPortOfAnotherJobInTheSameProcess() throws Exception {
        int port = LoopbackPorts.free();
        JobClient first = start(source(port).build(), 2, new Configuration());
        awaitListening(port, 2);

        JobClient second = start(source(port).build(), 1, new Configuration());

        assertThatThrownBy(() -> second.getJobExecutionResult().get(30, TimeUnit.SECONDS))
                .hasStackTraceContaining("Another program listens on UDP ")
                .hasStackTraceContaining("port " + port + ": java (process ");
        assertThat(first.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
    }

    @Test
    void emitsTheBacklogOfASavepointWithLowerAndHigherParallelism(@TempDir Path savepoints)
            throws Exception {
        int port = LoopbackPorts.free();
        Arrivals.slowDown();
        JobClient job = start(source(port).build(), 2, new Configuration());
        awaitListening(port, 2);
        List<String> sent = sendFromManyPorts(job, port, 40, 50);

        Configuration savepoint = stopWithSavepoint(job, savepoints);
        JobClient narrower = start(source(port).build(), 1, savepoint);
        awaitListening(port, 1);
        savepoint = stopWithSavepoint(narrower, savepoints);
        assertThat(Arrivals.texts()).hasSizeLessThan(sent.size());
        JobClient wider = start(source(port).build(), 4, savepoint);
        Arrivals.speedUp();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(Arrivals.texts())
                                        .containsExactlyInAnyOrderElementsOf(sent));
        assertThat(Arrivals.late()).isEmpty();
        stop(wider);
    }

    private static UdpSourceBuilder source(int port) {
        return UdpSource.builder().listener("netflow", port).receiveBufferBytes(128 << 10);
    }

    private static JobClient start(UdpSource source, int parallelism, Configuration configuration)
            throws Exception {
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        env.setMaxParallelism(4);
        env.getConfig().enableObjectReuse();
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "UDP")
                .uid("udp")
                .transform("arrivals", Types.VOID, new Arrivals())
                .uid("arrivals")
                .sinkTo(new DiscardingSink<>())
                .uid("sink");
        JobClient job = env.executeAsync();
        STARTED.add(job);
        return job;
    }

    @AfterEach
    void leaveNoJobBehind() throws Exception {
        for (JobClient job : STARTED) {
            if (!job.getJobStatus().get().isGloballyTerminalState()) {
                stop(job);
            }
        }
        STARTED.clear();
    }

    private static void stop(JobClient job) throws Exception {
        job.cancel().get(30, TimeUnit.SECONDS);
        awaitEnd(job);
    }

    private static Configuration stopWithSavepoint(JobClient job, Path directory) throws Exception {
        String savepoint =
                job.stopWithSavepoint(
                                false, directory.toUri().toString(), SavepointFormatType.CANONICAL)
                        .get(30, TimeUnit.SECONDS);
        awaitEnd(job);
        return new Configuration().set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }

    private static void awaitEnd(JobClient job) {
        await().until(() -> job.getJobStatus().get().isGloballyTerminalState());
    }

    private static void awaitListening(int port, int sockets) {
        KernelUdpTable kernel = KernelUdpTable.ofSystem();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> kernel.socketsOn(port).size() == sockets);
    }

    /** Returns what was sent when all of it is received. */
    private static List<String> sendFromManyPorts(
            JobClient job, int port, int senders, int datagramsEach) throws IOException {
        List<String> sent = new ArrayList<>();
        for (int sender = 0; sender < senders; sender++) {
            String prefix = sender + "/";
            List<String> payloads =
                    IntStream.range(0, datagramsEach).mapToObj(i -> prefix + i).toList();
            LoopbackPorts.sendAsReceived(Loopback.IPV4, port, payloads, () -> sum(received(job)));
            sent.addAll(payloads);
        }
        return sent;
    }

    /** What each subtask counted as received, all listeners together. */
    private static List<Long> received(JobClient job) {
        return counts(job.getJobID(), "datagramsReceived");
    }

    private static List<Long> counts(JobID job, String metric) {
        return REPORTER.getMetricsByIdentifiers(job).entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("." + metric))
                .filter(entry -> !entry.getKey().contains(".listener."))
                .map(Map.Entry<String, Metric>::getValue)
                .map(counter -> ((Counter) counter).getCount())
                .toList();
    }

    private static long sum(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    private static boolean hasIpv6Loopback() {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(Loopback.IPV6, 0))) {
            return socket.isBound();
        } catch (SocketException e) {
            return false;
        }
    }
}
