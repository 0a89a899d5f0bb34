package io.weir.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.udp.Arrivals;
import io.weir.udp.Datagram;
import io.weir.udp.Listener;
import io.weir.udp.Loopback;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TcpSourceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Between two messages of a sender: slower than they are received, faster than emitted. */
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    private static final InMemoryReporter REPORTER = InMemoryReporter.createWithRetainedMetrics();

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .setConfiguration(REPORTER.addToConfiguration(new Configuration()))
                            .build());

    private final List<TcpExporter> exporters = new ArrayList<>();

    @BeforeEach
    void clearWhatArrived() {
        Arrivals.clear();
    }

    @AfterEach
    void closeConnections() throws IOException {
        for (TcpExporter exporter : exporters) {
            exporter.close();
        }
    }

    @Test
    void twoSubtasksShareAPortAndReceiveEverything() throws Exception {
        int port = TcpExporter.freePort();
        JobClient job = start(port, 2, new Configuration());
        awaitBothListening(port, job);
        int connections = 40;
        for (int i = 0; i < connections; i++) {
            connect(port).send(Messages.numbered(2 * i), Messages.numbered(2 * i + 1));
        }
        closeConnections();

        await().atMost(PATIENCE).until(() -> Arrivals.datagrams().size() == 3 * connections);
        assertThat(messages())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 2 * connections).boxed().toList());
        assertThat(Arrivals.datagrams().stream().map(Datagram::connection).distinct())
                .hasSize(connections);
        assertThat(Arrivals.late()).isEmpty();
        assertThat(received(job)).hasSize(2).allSatisfy(count -> assertThat(count).isPositive());
        stop(job);
    }

    /** Whatever a subtask counted as received comes out: before the stop or after the restore. */
    @Test
    void stopWithSavepointAndRestoreLoseNothingThatWasReceived(@TempDir Path savepoints)
            throws Exception {
        int port = TcpExporter.freePort();
        Arrivals.slowDown();
        JobClient job = start(port, 2, new Configuration());
        Thread[] senders = new Thread[4];
        for (int sender = 0; sender < senders.length; sender++) {
            TcpExporter exporter = connect(port);
            int first = sender * 100_000;
            senders[sender] = new Thread(() -> sendUntilClosed(exporter, first));
            senders[sender].start();
        }
        await().atMost(PATIENCE).until(() -> sum(received(job)) > 500);

        String savepoint =
                job.stopWithSavepoint(
                                false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
                        .get(60, TimeUnit.SECONDS);
        awaitEnd(job);
        for (Thread sender : senders) {
            sender.join();
        }
        long received = sum(received(job));
        assertThat(messages()).hasSizeLessThan((int) received);
        Arrivals.speedUp();
        JobClient restored =
                start(
                        port,
                        1,
                        new Configuration().set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(messages().size()).isEqualTo((int) received));
        assertThat(messages()).doesNotHaveDuplicates();
        stop(restored);
    }

    /** Connects until each subtask has been given a connection; those leave no trace. */
    private void awaitBothListening(int port, JobClient job) {
        await().atMost(PATIENCE)
                .until(
                        () -> {
                            connect(port).hangUp();
                            List<Long> accepted = counts(job, "connectionsAccepted");
                            return accepted.size() == 2 && !accepted.contains(0L);
                        });
    }

    private TcpExporter connect(int port) {
        TcpExporter exporter =
                await().atMost(PATIENCE)
                        .ignoreExceptionsInstanceOf(IOException.class)
                        .until(() -> TcpExporter.connect(port), connected -> true);
        exporters.add(exporter);
        return exporter;
    }

    private static void sendUntilClosed(TcpExporter exporter, int first) {
        for (int i = 0; i < 100_000; i++) {
            try {
                exporter.send(Messages.numbered(first + i, 200));
                LockSupport.parkNanos(PAUSE_NANOS);
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static List<Integer> messages() {
        return Arrivals.datagrams().stream()
                .filter(datagram -> !datagram.endsConnection())
                .map(datagram -> Messages.number(datagram.payload()))
                .toList();
    }

    private static JobClient start(int port, int parallelism, Configuration configuration)
            throws Exception {
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        env.setMaxParallelism(4);
        env.getConfig().enableObjectReuse();
        TcpSource source =
                TcpSource.builder()
                        .bind(Loopback.IPV4)
                        .listeners(List.of(TcpListener.plain(new Listener("ipfix", port))))
                        .build();
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "TCP")
                .uid("tcp")
                .transform("arrivals", Types.VOID, new Arrivals())
                .uid("arrivals")
                .sinkTo(new DiscardingSink<>())
                .uid("sink");
        return env.executeAsync();
    }

    private static void stop(JobClient job) throws Exception {
        job.cancel().get(30, TimeUnit.SECONDS);
        awaitEnd(job);
    }

    private static void awaitEnd(JobClient job) {
        await().atMost(PATIENCE).until(() -> job.getJobStatus().get().isGloballyTerminalState());
    }

    /** What each subtask counted as received. */
    private static List<Long> received(JobClient job) {
        return counts(job, "messagesReceived");
    }

    private static List<Long> counts(JobClient job, String metric) {
        return REPORTER.getMetricsByIdentifiers(job.getJobID()).entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("." + metric))
                .filter(entry -> !entry.getKey().contains(".listener."))
                .map(Map.Entry::getValue)
                .map(counter -> ((Counter) counter).getCount())
                .toList();
    }

    private static long sum(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }
}
