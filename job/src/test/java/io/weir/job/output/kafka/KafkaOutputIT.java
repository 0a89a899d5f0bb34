package io.weir.job.output.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.job.WeirJob;
import io.weir.job.config.FlowForm;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.documents.FlowDocuments;
import io.weir.job.documents.MessageSchema;
import io.weir.job.embedded.Balance;
import io.weir.job.embedded.EmbeddedJob;
import io.weir.job.embedded.InProcessSink;
import io.weir.job.generate.Simulation;
import io.weir.job.generate.SimulationOptions;
import io.weir.job.input.CapturedInput;
import io.weir.job.input.RawTopicInput;
import io.weir.job.input.UdpInput;
import io.weir.job.pipeline.CollectorPipeline;
import io.weir.job.pipeline.PipelineStreams;
import io.weir.job.pipeline.WeirPipeline;
import io.weir.job.rawtopic.KafkaBroker;
import io.weir.job.rawtopic.KafkaBrokerExtension;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.testing.FreeUdpPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Flows, alerts and aggregates in a real broker. */
@ExtendWith(KafkaBrokerExtension.class)
@Timeout(180)
class KafkaOutputIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Not long ago: brokers remove records that are older than the retention of their topic. */
    private final Instant start = Instant.now().minusSeconds(60);

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    @Test
    void messagesAreTheDocumentsAndInBothFormatsTheSame(KafkaBroker broker) throws Exception {
        Path capture = folder.resolve("exporters.pcap");
        Simulation.write(
                SimulationOptions.defaults()
                        .withSeed(7)
                        .withScenario("syn-scan")
                        .withDuration(Duration.ofSeconds(10)),
                start,
                capture);
        InProcessSink<String> documents = new InProcessSink<>();
        analyse(configuration(broker, "doc", "json"), capture, documents);
        analyse(configuration(broker, "pb", "protobuf"), capture, new InProcessSink<>());

        TopicContents json = TopicContents.all(broker, "doc-flows");
        assertThat(json.texts())
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(documents.takeAll());
        for (ConsumerRecord<byte[], byte[]> record : json.records()) {
            JsonNode flow = JSON.readTree(record.value());
            assertThat(TopicContents.text(record.key()))
                    .isEqualTo(flow.at("/flow/conversation_id").asText());
            assertThat(Instant.ofEpochMilli(record.timestamp()))
                    .isEqualTo(Instant.parse(flow.at("/@timestamp").asText()));
            assertThat(TopicContents.header(record, "weir.type")).isEqualTo("flows");
            assertThat(TopicContents.header(record, "weir.format")).isEqualTo("json");
            assertThat(TopicContents.header(record, "weir.version")).isEqualTo("1");
        }
        assertThat(ids(TopicContents.all(broker, "pb-flows")))
                .containsExactlyInAnyOrderElementsOf(
                        json.texts().stream()
                                .map(text -> read(text).at("/flow/id").asText())
                                .toList());
        for (String stream : List.of("flows", "alerts", "rollups", "topn", "exporters")) {
            assertThat(TopicContents.all(broker, "pb-" + stream).keys())
                    .as(stream)
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(
                            TopicContents.all(broker, "doc-" + stream).keys());
        }
        for (ConsumerRecord<byte[], byte[]> alert :
                TopicContents.all(broker, "pb-alerts").records()) {
            assertThat(MessageSchema.read("Alert", alert.value()))
                    .containsEntry("id", TopicContents.text(alert.key()))
                    .containsEntry("trigger_received_ms", alert.timestamp());
        }
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> ids(TopicContents flows) {
        return flows.records().stream()
                .map(flow -> (String) MessageSchema.read("Flow", flow.value()).get("id"))
                .toList();
    }

    private static WeirConfiguration configuration(
            KafkaBroker broker, String prefix, String format) {
        return WeirConfiguration.load(
                Optional.empty(),
                List.of(
                        "kafka.bootstrap-servers=" + broker.server(),
                        "kafka.sinks.topic-prefix=" + prefix,
                        "streams.flows.kafka=all",
                        "streams.alerts.kafka=all",
                        "streams.rollups.kafka=all",
                        "streams.topn.kafka=all",
                        "streams.exporters.kafka=all",
                        "kafka.sinks.flows=" + format,
                        "kafka.sinks.alerts=" + format,
                        "kafka.sinks.rollups=" + format,
                        "kafka.sinks.topn=" + format,
                        "kafka.sinks.exporters=" + format,
                        "pipeline.parallelism=1",
                        "pipeline.checkpoint-interval=0s"),
                Map.of());
    }

    private static void analyse(
            WeirConfiguration configuration, Path capture, InProcessSink<String> documents)
            throws Exception {
        prepare(configuration);
        try (EmbeddedJob job =
                EmbeddedJob.start(
                        "kafka-output",
                        configuration.pipeline(),
                        environment -> {
                            PipelineStreams streams =
                                    new WeirPipeline(environment, configuration)
                                            .build(new CapturedInput(List.of(capture)));
                            new KafkaOutput(configuration).attach(streams);
                            streams.flows()
                                    .flatMap(new DocumentText())
                                    .sinkTo(documents)
                                    .uid("documents");
                        })) {
            job.result().get(2, TimeUnit.MINUTES);
        }
    }

    private static void prepare(WeirConfiguration configuration) throws Exception {
        WeirJob.prepareTopics(configuration, message -> {}, () -> false);
    }

    /** What Elasticsearch gets. */
    private static final class DocumentText extends RichFlatMapFunction<EnrichedFlows, String> {

        private static final long serialVersionUID = 1L;

        private transient FlowDocuments documents;

        @Override
        public void open(OpenContext context) {
            documents = new FlowDocuments("weir", FlowForm.FULL);
        }

        @Override
        public void flatMap(EnrichedFlows flows, Collector<String> out) {
            for (int row = 0; row < flows.size(); row++) {
                out.collect(new String(documents.write(flows, row), StandardCharsets.UTF_8));
            }
        }
    }

    /** The receiver's queue holds what comes meanwhile. */
    @Test
    @Tag("faults")
    void ridesOutAnOutageWithoutLossAndWithoutRestart(KafkaBroker broker) throws Exception {
        int port = FreeUdpPort.find();
        WeirConfiguration configuration =
                broker.configuration(
                        "pipeline.role=all-in-one",
                        "streams.flows.kafka=all",
                        "kafka.sinks.flows=protobuf",
                        "kafka.sinks.topic-prefix=away",
                        "kafka.buffer=1MiB",
                        "listen.udp=" + port);
        prepare(configuration);
        try (EmbeddedJob job =
                EmbeddedJob.start(
                        "outage",
                        configuration.pipeline(),
                        environment ->
                                new KafkaOutput(configuration)
                                        .attach(
                                                new WeirPipeline(environment, configuration)
                                                        .build(
                                                                new UdpInput(
                                                                        configuration
                                                                                .listen()))))) {
            job.awaitListening(PATIENCE);
            try (Simulation exporters = simulate(port)) {
                await().atMost(PATIENCE).until(() -> Balance.of(job.counters()).flows() > 1_000);
                broker.kill();
                await().atMost(PATIENCE).until(() -> Balance.of(job.counters()).leftInQueue() > 10);
                broker.start();
                long before = written(job);
                await().atMost(PATIENCE).until(() -> written(job) > before + 1_000);
                exporters.stop();
            }
            job.drain(PATIENCE);

            Balance balance = Balance.of(job.counters());
            assertThat(balance.dropped()).isZero();
            assertThat(job.counters().sum("numRestarts")).isZero();
            assertThat(balance.messages()).containsEntry("flows", balance.flows());
            assertThat(ids(TopicContents.all(broker, "away-flows")))
                    .hasSize((int) balance.flows())
                    .doesNotHaveDuplicates();
        }
    }

    private static long written(EmbeddedJob job) {
        return Balance.of(job.counters()).messages().get("flows");
    }

    private static Simulation simulate(int port) throws Exception {
        return Simulation.start(
                SimulationOptions.defaults()
                        .withFlowsPerSecond(2_000)
                        .withDuration(Duration.ofMinutes(5)),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    @Test
    void committedFlowsAreThereOnceAfterTheJobHadToStartAgain(KafkaBroker broker) throws Exception {
        int port = FreeUdpPort.find();
        WeirConfiguration collecting =
                broker.configuration("kafka.raw-topic=once", "listen.udp=" + port);
        WeirConfiguration analysing =
                broker.configuration(
                        "pipeline.role=analysis",
                        "kafka.raw-topic=once",
                        "kafka.group=once",
                        "kafka.outage=1m",
                        "streams.flows.kafka=all",
                        "kafka.sinks.flows=protobuf",
                        "kafka.sinks.topic-prefix=once",
                        "kafka.sinks.delivery=exactly-once");
        prepare(analysing);
        try (EmbeddedJob collector =
                        EmbeddedJob.start(
                                "collector",
                                collecting.pipeline(),
                                environment ->
                                        new CollectorPipeline(environment, collecting)
                                                .build(new UdpInput(collecting.listen()), "udp"));
                EmbeddedJob analysis = failingAnalysis(analysing)) {
            collector.awaitListening(PATIENCE);
            long sent;
            try (Simulation exporters = simulate(port)) {
                await().atMost(PATIENCE).until(FailOnce.FAILED::get);
                exporters.stop();
                sent = exporters.flowsSent();
            }
            await().atMost(PATIENCE)
                    .until(
                            () -> TopicContents.committed(broker, "once-flows").records().size(),
                            is -> is >= sent);
            analysis.drain(PATIENCE);

            assertThat(ids(TopicContents.committed(broker, "once-flows")))
                    .hasSize((int) sent)
                    .doesNotHaveDuplicates();
            assertThat(TopicContents.all(broker, "once-flows").records())
                    .as("the failure cost a transaction")
                    .hasSizeGreaterThan((int) sent);
        }
    }

    private static EmbeddedJob failingAnalysis(WeirConfiguration configuration) throws Exception {
        return EmbeddedJob.start(
                "analysis",
                configuration.pipeline(),
                environment -> {
                    PipelineStreams streams =
                            new WeirPipeline(environment, configuration)
                                    .build(new RawTopicInput(configuration.kafka()));
                    new KafkaOutput(configuration).attach(streams);
                    streams.flows()
                            .flatMap(new FailOnce())
                            .sinkTo(new InProcessSink<>())
                            .uid("nothing");
                });
    }

    /** Fails some datagrams behind a checkpoint, in one subtask and one run of the job. */
    private static final class FailOnce extends RichFlatMapFunction<EnrichedFlows, String>
            implements CheckpointListener {

        static final AtomicBoolean FAILED = new AtomicBoolean();

        private static final long serialVersionUID = 1L;
        private static final int CHECKPOINTS = 1;
        private static final int DATAGRAMS = 20;

        private int checkpoints;
        private int datagrams;

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            checkpoints++;
            datagrams = 0;
        }

        @Override
        public void flatMap(EnrichedFlows flows, Collector<String> out) {
            datagrams++;
            if (checkpoints >= CHECKPOINTS
                    && datagrams > DATAGRAMS
                    && FAILED.compareAndSet(false, true)) {
                throw new IllegalStateException("The test wants the job to start again.");
            }
        }
    }
}
