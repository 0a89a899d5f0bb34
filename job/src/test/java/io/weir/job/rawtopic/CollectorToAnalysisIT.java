package io.weir.job.rawtopic;

import static io.weir.job.rawtopic.RawTopicJobs.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.job.config.WeirConfiguration;
import io.weir.job.embedded.Balance;
import io.weir.job.embedded.EmbeddedJob;
import io.weir.job.embedded.InProcessSink;
import io.weir.job.generate.Simulation;
import io.weir.operators.traffic.TopN;
import io.weir.testing.FreeUdpPort;
import io.weir.udp.Datagram;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Simulated exporters, a collector, a real broker and an analysis. */
@ExtendWith(KafkaBrokerExtension.class)
@Timeout(120)
class CollectorToAnalysisIT {

    private static final int V5_SEQUENCE_AT = 16;
    private static final int V9_SEQUENCE_AT = 12;
    private static final int IPFIX_SEQUENCE_AT = 8;

    @Test
    void analysisDecodesExactlyWhatTheCollectorReceived(KafkaBroker broker) throws Exception {
        int port = FreeUdpPort.find();
        WeirConfiguration configuration =
                broker.configuration("kafka.raw-topic=all", "listen.udp=" + port);
        RawTopicJobs.prepare(configuration);
        InProcessSink<TopN> windows = new InProcessSink<>();
        try (EmbeddedJob analysis = RawTopicJobs.analysis(configuration, windows);
                EmbeddedJob collector = RawTopicJobs.collector(configuration)) {
            collector.awaitListening(PATIENCE);
            Simulation exporters = RawTopicJobs.simulate(port, 1_000, Duration.ofSeconds(2));
            awaitReceived(collector, exporters.datagramsSent());

            collector.drain(PATIENCE);
            awaitDecoded(analysis, exporters.datagramsSent());
            analysis.drain(PATIENCE);

            Balance collected = Balance.of(collector.counters());
            Balance analysed = Balance.of(analysis.counters());
            long sent = exporters.datagramsSent();
            assertThat(collected.rawTopic().datagramsWritten()).isEqualTo(sent).isPositive();
            assertThat(collected.unexplained()).isZero();
            assertThat(analysed.received()).isEqualTo(sent);
            assertThat(analysed.decoded()).isEqualTo(sent);
            assertThat(analysed.unexplained()).isZero();
            assertThat(analysed.rawTopic().heartbeatsRead())
                    .isEqualTo(collected.rawTopic().heartbeatsWritten())
                    .isPositive();
            assertThat(analysed.flows()).isEqualTo(exporters.flowsSent());
            assertThat(flowsIn(windows)).isEqualTo(exporters.flowsSent());
        }
        assertKeepsOrder(RawTopicContents.read(broker, "all"));
    }

    private static long flowsIn(InProcessSink<TopN> windows) {
        return windows.takeAll().stream()
                .filter(TopN::complete)
                .mapToLong(window -> window.all().flows())
                .sum();
    }

    /** Of each exporting process, which here have one address and a port each. */
    private static void assertKeepsOrder(RawTopicContents topic) {
        Map<Integer, Integer> lastSequences = new HashMap<>();
        Map<Integer, Integer> partitionOfPort = new HashMap<>();
        for (int partition : topic.partitions().keySet()) {
            topic.datagrams(partition)
                    .forEach(
                            datagram -> {
                                int port = datagram.sourcePort();
                                assertThat(partitionOfPort.computeIfAbsent(port, p -> partition))
                                        .isEqualTo(partition);
                                Integer before = lastSequences.put(port, sequence(datagram));
                                if (before != null) {
                                    assertThat(sequence(datagram)).isGreaterThan(before);
                                }
                            });
        }
        assertThat(lastSequences).hasSizeGreaterThan(2);
    }

    private static int sequence(Datagram datagram) {
        ByteBuffer payload = ByteBuffer.wrap(datagram.payload());
        return payload.getInt(
                switch (payload.getShort(0)) {
                    case 5 -> V5_SEQUENCE_AT;
                    case 9 -> V9_SEQUENCE_AT;
                    default -> IPFIX_SEQUENCE_AT;
                });
    }

    @Test
    void quietCollectorBeatsInEveryPartitionUntilItsFarewell(KafkaBroker broker) throws Exception {
        WeirConfiguration configuration =
                broker.configuration("kafka.raw-topic=quiet", "listen.udp=" + FreeUdpPort.find());
        RawTopicJobs.prepare(configuration);
        try (EmbeddedJob collector = RawTopicJobs.collector(configuration)) {
            await().atMost(PATIENCE)
                    .until(
                            () ->
                                    Balance.of(collector.counters()).rawTopic().heartbeatsWritten()
                                            >= 3 * 2 * 3);
            collector.drain(PATIENCE);
        }
        RawTopicContents topic = RawTopicContents.read(broker, "quiet");
        assertThat(topic.writers()).hasSize(2);
        for (int partition = 0; partition < 3; partition++) {
            for (long writer : topic.writers()) {
                var times =
                        topic.heartbeats(partition)
                                .filter(heartbeat -> heartbeat.writer() == writer)
                                .map(RawRecord.Heartbeat::completeMillis)
                                .toList();
                assertThat(times).hasSizeGreaterThan(2).isSorted().endsWith(Long.MAX_VALUE);
            }
        }
    }

    @Test
    void addedPartitionsAreWrittenAndRead(KafkaBroker broker) throws Exception {
        int port = FreeUdpPort.find();
        WeirConfiguration configuration =
                broker.configuration(
                        "kafka.raw-topic=growing", "kafka.partitions=1", "listen.udp=" + port);
        RawTopicJobs.prepare(configuration);
        try (EmbeddedJob analysis = RawTopicJobs.analysis(configuration, new InProcessSink<>());
                EmbeddedJob collector = RawTopicJobs.collector(configuration)) {
            collector.awaitListening(PATIENCE);
            Simulation before = RawTopicJobs.simulate(port, 500, Duration.ofSeconds(1));
            awaitDecoded(analysis, before.datagramsSent());

            try (Admin admin = Admin.create(broker.clientProperties())) {
                admin.createPartitions(Map.of("growing", NewPartitions.increaseTo(5))).all().get();
            }

            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> {
                                RawTopicContents topic = RawTopicContents.read(broker, "growing");
                                assertThat(topic.partitions()).hasSize(5);
                                for (int partition = 0; partition < 5; partition++) {
                                    assertThat(topic.heartbeats(partition)).isNotEmpty();
                                }
                            });
            Simulation after = RawTopicJobs.simulate(port, 500, Duration.ofSeconds(1));
            collector.drain(PATIENCE);
            long written = Balance.of(collector.counters()).rawTopic().recordsWritten();
            await().atMost(PATIENCE)
                    .until(
                            () ->
                                    Balance.of(analysis.counters()).rawTopic().recordsRead()
                                            == written);
            analysis.drain(PATIENCE);

            assertThat(Balance.of(analysis.counters()).decoded())
                    .isEqualTo(before.datagramsSent() + after.datagramsSent());
            assertThat(Balance.of(analysis.counters()).unexplained()).isZero();
        }
    }

    private static void awaitReceived(EmbeddedJob job, long datagrams) {
        await().atMost(PATIENCE).until(() -> Balance.of(job.counters()).received() == datagrams);
    }

    private static void awaitDecoded(EmbeddedJob job, long datagrams) {
        await().atMost(PATIENCE).until(() -> Balance.of(job.counters()).decoded() == datagrams);
    }
}
