package io.weir.job.rawtopic;

import static io.weir.job.rawtopic.RawTopicJobs.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.job.config.WeirConfiguration;
import io.weir.job.embedded.Balance;
import io.weir.job.embedded.EmbeddedJob;
import io.weir.job.embedded.InProcessSink;
import io.weir.job.generate.Simulation;
import io.weir.job.input.UdpInput;
import io.weir.job.pipeline.CollectorPipeline;
import io.weir.testing.FreeUdpPort;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The broker goes away and comes back. */
@Tag("faults")
@ExtendWith(KafkaBrokerExtension.class)
@Timeout(300)
class BrokerOutageIT {

    private static final int FLOWS_PER_SECOND = 40_000;

    @TempDir private Path folder;

    /** With room for about a second, so that the outage fills every buffer. */
    @Test
    void bothJobsRideOutAnOutageAndLoseOnlyWhatTheQueueCounts(KafkaBroker broker) throws Exception {
        int port = FreeUdpPort.find();
        WeirConfiguration configuration =
                broker.configuration(
                        "kafka.raw-topic=broker-outage",
                        "kafka.group=broker-outage",
                        "kafka.buffer=1MiB",
                        "listen.queue=1MiB",
                        "listen.udp=" + port);
        RawTopicJobs.prepare(configuration);
        assertThat(broker.datagramsIn("broker-outage")).as("of other tests").isZero();
        try (EmbeddedJob analysis = RawTopicJobs.analysis(configuration, new InProcessSink<>());
                EmbeddedJob collector = collectorWithImpatientCheckpoints(configuration)) {
            collector.awaitListening(PATIENCE);
            try (Simulation exporters =
                    RawTopicJobs.startSimulation(port, FLOWS_PER_SECOND, Duration.ofMinutes(10))) {
                await().atMost(PATIENCE).until(() -> Balance.of(analysis.counters()).decoded() > 0);
                broker.kill();
                await().atMost(PATIENCE)
                        .until(
                                () ->
                                        Balance.of(collector.counters()).droppedByQueue() > 0
                                                && failedCheckpoints(collector) > 0);
                broker.start();
                long before = datagramsWritten(collector);
                await().atMost(PATIENCE).until(() -> datagramsWritten(collector) > before + 1_000);
                exporters.stop();
            }
            collector.drain(PATIENCE);
            long written = Balance.of(collector.counters()).rawTopic().recordsWritten();
            // Kafka's client may wait twice for a request that the broker took to its grave.
            await().atMost(PATIENCE.multipliedBy(2))
                    .until(() -> recordsRead(analysis), read -> read == written);
            analysis.drain(PATIENCE);

            Balance collected = Balance.of(collector.counters());
            assertThat(collected.unexplained()).isZero();
            assertThat(Balance.of(analysis.counters()).unexplained()).isZero();
            assertThat(broker.datagramsIn("broker-outage"))
                    .isEqualTo(collected.rawTopic().datagramsWritten());
            assertThat(collected.dropped()).isPositive();
            assertThat(collector.counters().sum("numRestarts")).isZero();
            assertThat(analysis.counters().sum("numRestarts")).isZero();
        }
    }

    /** The broker stands still, so that the queue is not empty when the savepoint is taken. */
    @Test
    void stoppedCollectorGoesOnWithWhatItHadReceived(KafkaBroker broker) throws Exception {
        int port = FreeUdpPort.find();
        WeirConfiguration configuration =
                broker.configuration(
                        "kafka.raw-topic=stopped", "kafka.buffer=1MiB", "listen.udp=" + port);
        RawTopicJobs.prepare(configuration);
        String savepoint;
        long received;
        long written;
        try (EmbeddedJob collector = RawTopicJobs.collector(configuration)) {
            collector.awaitListening(PATIENCE);
            broker.pause();
            awaitAccountOf(
                    RawTopicJobs.simulate(port, FLOWS_PER_SECOND, Duration.ofSeconds(4))
                            .datagramsSent(),
                    collector);
            received = Balance.of(collector.counters()).received();
            assertThat(Balance.of(collector.counters()).leftInQueue()).isPositive();
            CompletableFuture<String> stopped = collector.suspend(folder);
            broker.resume();
            savepoint = stopped.get(120, TimeUnit.SECONDS);
            written = datagramsWritten(collector);
        } finally {
            broker.resume();
        }
        try (EmbeddedJob collector = RawTopicJobs.collectorFrom(savepoint, configuration)) {
            collector.awaitListening(PATIENCE);
            long more = RawTopicJobs.simulate(port, 500, Duration.ofSeconds(1)).datagramsSent();
            awaitReceived(collector, more);
            await().atMost(PATIENCE)
                    .until(
                            () -> datagramsWritten(collector),
                            now -> now == received - written + more);
            collector.drain(PATIENCE);

            assertThat(RawTopicContents.read(broker, "stopped").datagramCount())
                    .isEqualTo(received + more);
        }
    }

    private static void awaitReceived(EmbeddedJob job, long datagrams) {
        await().atMost(PATIENCE).until(() -> Balance.of(job.counters()).received() == datagrams);
    }

    /** Received, or dropped by the kernel while the receive thread waited for a processor. */
    private static void awaitAccountOf(long datagrams, EmbeddedJob job) {
        await().atMost(PATIENCE)
                .until(
                        () -> {
                            Balance balance = Balance.of(job.counters());
                            return balance.received() + balance.droppedByKernel() == datagrams;
                        });
    }

    private static long datagramsWritten(EmbeddedJob job) {
        return Balance.of(job.counters()).rawTopic().datagramsWritten();
    }

    private static long recordsRead(EmbeddedJob job) {
        return Balance.of(job.counters()).rawTopic().recordsRead();
    }

    private static EmbeddedJob collectorWithImpatientCheckpoints(WeirConfiguration configuration)
            throws IOException {
        return EmbeddedJob.start(
                "collector",
                configuration.pipeline(),
                environment -> {
                    new CollectorPipeline(environment, configuration)
                            .build(new UdpInput(configuration.listen()), "udp");
                    environment.getCheckpointConfig().setCheckpointTimeout(1_000);
                });
    }

    private static long failedCheckpoints(EmbeddedJob job) {
        return job.counters().sum("numberOfFailedCheckpoints");
    }
}
