package io.weir.job.rawtopic;

import static io.weir.job.rawtopic.RawTopicJobs.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.job.config.WeirConfiguration;
import io.weir.job.embedded.Balance;
import io.weir.job.embedded.EmbeddedJob;
import io.weir.job.embedded.InProcessSink;
import io.weir.job.embedded.KeptState;
import io.weir.job.state.Checkpoint;
import io.weir.job.state.StateDirectory;
import io.weir.operators.traffic.TopN;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the analysis makes of what stands in the raw topic. */
@ExtendWith(KafkaBrokerExtension.class)
@Timeout(120)
class AnalysisInputIT {

    private static final long NOON = 1_795_262_400_000L;
    private static final long MINUTE = 60_000L;
    private static final long A = 1;
    private static final long B = 2;

    @TempDir private Path folder;

    /** No datagram follows those whose windows are to be closed. */
    @Test
    void heartbeatsAloneCloseWindows(KafkaBroker broker) throws Exception {
        WeirConfiguration configuration = configuration(broker, "heartbeats-only");
        InProcessSink<TopN> windows = new InProcessSink<>();
        try (RawTopicProducer topic = new RawTopicProducer(broker, "heartbeats-only");
                EmbeddedJob analysis = RawTopicJobs.analysis(configuration, windows)) {
            for (int exporter = 1; exporter <= 5; exporter++) {
                topic.datagram(exporter, NOON);
            }
            topic.beat(A, NOON);
            topic.beat(A, NOON + 5 * MINUTE);

            awaitTime(analysis, NOON + 5 * MINUTE);
            await().atMost(PATIENCE).until(() -> windowsOut(analysis) > 0);
        }
        assertThat(windows.takeAll())
                .anySatisfy(
                        window -> {
                            assertThat(window.complete()).isTrue();
                            assertThat(window.windowStart()).isEqualTo(NOON);
                            assertThat(window.all().flows()).isEqualTo(5);
                        });
    }

    @Test
    void timeDoesNotRunAheadOfTheSlowerCollector(KafkaBroker broker) throws Exception {
        WeirConfiguration configuration = configuration(broker, "two-collectors");
        try (RawTopicProducer topic = new RawTopicProducer(broker, "two-collectors");
                EmbeddedJob analysis =
                        RawTopicJobs.analysis(configuration, new InProcessSink<>())) {
            topic.datagram(1, NOON);
            topic.beat(A, NOON);
            topic.beat(B, NOON - MINUTE);
            topic.beat(A, NOON + 10 * MINUTE);
            topic.beat(A, NOON + 11 * MINUTE);
            awaitTime(analysis, NOON - MINUTE);

            topic.beat(B, NOON + 5 * MINUTE);
            awaitTime(analysis, NOON + 5 * MINUTE);
            topic.beat(B, Long.MAX_VALUE);
            topic.beat(A, NOON + 12 * MINUTE);
            awaitTime(analysis, NOON + 12 * MINUTE);
            analysis.drain(PATIENCE);
        }
    }

    @Test
    void foreignRecordsBecomeDeadLettersAndTheJobGoesOn(KafkaBroker broker) throws Exception {
        WeirConfiguration configuration = configuration(broker, "with-foreign");
        byte[] json = "{\"not\": \"ours\"}".getBytes(StandardCharsets.UTF_8);
        try (RawTopicProducer topic = new RawTopicProducer(broker, "with-foreign");
                EmbeddedJob analysis =
                        RawTopicJobs.analysis(configuration, new InProcessSink<>())) {
            topic.datagram(1, NOON);
            topic.raw(0, "key".getBytes(StandardCharsets.UTF_8), json);
            topic.raw(1, null, null);
            topic.raw(0, null, new byte[] {1, 9});
            topic.raw(1, null, new byte[700_000]);
            topic.datagram(2, NOON);

            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> {
                                Balance now = Balance.of(analysis.counters());
                                assertThat(now.decoded()).isEqualTo(2);
                                assertThat(now.rawTopic().deadLetters()).isEqualTo(4);
                            });
            analysis.drain(PATIENCE);

            Balance balance = Balance.of(analysis.counters());
            assertThat(balance.rawTopic().foreign())
                    .isEqualTo(Map.of("version", 2L, "empty", 1L, "length", 1L));
            assertThat(balance.received()).isEqualTo(2);
            assertThat(balance.unexplained()).isZero();
        }
        List<ConsumerRecord<byte[], byte[]>> letters =
                RawTopicContents.read(broker, "with-foreign-dead-letters").partitions().get(0);
        assertThat(letters).hasSize(4);
        assertThat(letters)
                .anySatisfy(
                        letter -> {
                            assertThat(letter.value()).isEqualTo(json);
                            assertThat(letter.key()).asString().isEqualTo("key");
                            assertThat(header(letter, DeadLetterWriter.REASON))
                                    .isEqualTo("version");
                            assertThat(header(letter, DeadLetterWriter.TOPIC))
                                    .isEqualTo("with-foreign");
                            assertThat(header(letter, DeadLetterWriter.PARTITION)).isEqualTo("0");
                        });
    }

    /** From the savepoint, not from what the group has committed. */
    @Test
    void savepointLosesNothingAndDoublesNothing(KafkaBroker broker) throws Exception {
        WeirConfiguration configuration = configuration(broker, "savepoint");
        long decodedBefore;
        String savepoint;
        try (RawTopicProducer topic = new RawTopicProducer(broker, "savepoint")) {
            try (EmbeddedJob first = RawTopicJobs.analysis(configuration, new InProcessSink<>())) {
                for (int exporter = 0; exporter < 100; exporter++) {
                    topic.datagram(exporter, NOON);
                }
                await().atMost(PATIENCE).until(() -> Balance.of(first.counters()).decoded() > 0);
                savepoint = first.suspend(folder).get(60, TimeUnit.SECONDS);
                decodedBefore = Balance.of(first.counters()).decoded();
            }
            for (int exporter = 0; exporter < 100; exporter++) {
                topic.datagram(exporter, NOON);
            }
        }
        try (EmbeddedJob second = RawTopicJobs.analysisFrom(savepoint, configuration)) {
            await().atMost(PATIENCE)
                    .until(() -> Balance.of(second.counters()).decoded() >= 200 - decodedBefore);
            second.drain(PATIENCE);

            Balance after = Balance.of(second.counters());
            assertThat(decodedBefore + after.decoded()).isEqualTo(200);
            assertThat(after.unexplained()).isZero();
        }
    }

    /** As {@code weir run} does after a crash: the group has forgotten, the checkpoint knows. */
    @Test
    void goesOnWhereItsLastCheckpointWas(KafkaBroker broker) throws Exception {
        WeirConfiguration configuration = configuration(broker, "kept");
        try (RawTopicProducer topic = new RawTopicProducer(broker, "kept");
                StateDirectory state = StateDirectory.open(folder.resolve("state"), 2)) {
            for (int run = 1; run <= 2; run++) {
                for (int exporter = 0; exporter < 50; exporter++) {
                    topic.datagram(exporter, NOON);
                }
                Optional<Checkpoint> from = state.newest(skipped -> {});
                try (EmbeddedJob analysis =
                        RawTopicJobs.analysis(configuration, new KeptState(state, from))) {
                    long done = run * 50L;
                    await().atMost(PATIENCE)
                            .until(() -> RawTopicJobs.committed(broker, "kept") == done);
                    assertThat(Balance.of(analysis.counters()).decoded())
                            .as("run %d", run)
                            .isEqualTo(50);
                }
                RawTopicJobs.forget(broker, "kept");
            }
        }
    }

    /** Without any state each start is a new job, which the group's offsets connect. */
    @Test
    void goesOnWhereTheGroupHadGotToWithoutASavepoint(KafkaBroker broker) throws Exception {
        WeirConfiguration configuration = configuration(broker, "committed");
        try (RawTopicProducer topic = new RawTopicProducer(broker, "committed")) {
            for (int run = 1; run <= 2; run++) {
                for (int exporter = 0; exporter < 50; exporter++) {
                    topic.datagram(exporter, NOON);
                }
                try (EmbeddedJob analysis =
                        RawTopicJobs.analysis(configuration, new InProcessSink<>())) {
                    await().atMost(PATIENCE)
                            .until(() -> Balance.of(analysis.counters()).decoded() >= 50);
                    long done = run * 50L;
                    await().atMost(PATIENCE)
                            .until(() -> RawTopicJobs.committed(broker, "committed") == done);
                    analysis.drain(PATIENCE);
                    assertThat(Balance.of(analysis.counters()).decoded())
                            .as("run %d", run)
                            .isEqualTo(50);
                }
            }
        }
    }

    private static WeirConfiguration configuration(KafkaBroker broker, String topic)
            throws Exception {
        WeirConfiguration configuration =
                broker.configuration(
                        "pipeline.role=analysis",
                        "pipeline.parallelism=1",
                        "rules.enabled=false",
                        "topn.dimensions=source",
                        "windows.hours=false",
                        "kafka.partitions=2",
                        "kafka.raw-topic=" + topic,
                        "kafka.dead-letter-topic=" + topic + "-dead-letters",
                        "kafka.group=" + topic);
        RawTopicJobs.prepare(configuration);
        return configuration;
    }

    /** Of one subtask, so that the sum is its watermark. */
    private static void awaitTime(EmbeddedJob job, long millis) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> job.counters().sum("currentInputWatermark", "decode"),
                        watermark -> watermark == millis);
    }

    private static long windowsOut(EmbeddedJob job) {
        return job.counters().sum("numRecordsOut", "merge Top-N");
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
