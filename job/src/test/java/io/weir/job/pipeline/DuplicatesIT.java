package io.weir.job.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.codec.IpAddress;
import io.weir.codec.encode.NetflowV5Writer;
import io.weir.job.capture.PcapWriter;
import io.weir.job.config.FlowForm;
import io.weir.job.config.PipelineConfiguration;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.documents.FlowDocuments;
import io.weir.job.embedded.Balance;
import io.weir.job.embedded.EmbeddedJob;
import io.weir.job.embedded.InProcessSink;
import io.weir.job.input.CapturedInput;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.traffic.Dimension;
import io.weir.operators.traffic.TopN;
import io.weir.operators.traffic.Traffic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same traffic from two exporters, through the whole pipeline. */
@Timeout(120)
class DuplicatesIT {

    private static final long START = Instant.parse("2026-01-01T12:00:10Z").toEpochMilli();
    private static final IpAddress COLLECTOR = IpAddress.ofIpv4(0xcb00_7101L);
    private static final List<IpAddress> EXPORTERS =
            List.of(IpAddress.ofIpv4(0xc000_0201L), IpAddress.ofIpv4(0xc000_0202L));
    private static final int SECONDS = 20;
    private static final int ROWS = 30;
    private static final int FLOWS = SECONDS * ROWS;

    /** What each exporter reports. */
    private static final Traffic TRAFFIC = new Traffic(1_000L * FLOWS, 4L * FLOWS, FLOWS);

    @TempDir private Path folder;

    private Path capture;

    private record Outcome(Traffic counted, List<JsonNode> documents, Balance balance) {}

    @BeforeEach
    void writeCapture() throws IOException {
        capture = folder.resolve("two-exporters.pcap");
        try (PcapWriter writer = PcapWriter.open(capture)) {
            List<NetflowV5Writer> exporters =
                    List.of(new NetflowV5Writer(0, 0), new NetflowV5Writer(0, 0));
            for (int second = 0; second < SECONDS; second++) {
                for (int exporter = 0; exporter < 2; exporter++) {
                    long now = START + second * 1_000L + exporter * 3L;
                    byte[] datagram = datagram(exporters.get(exporter), second, now);
                    writer.write(
                            now * 1_000,
                            EXPORTERS.get(exporter),
                            50_000,
                            COLLECTOR,
                            2_055,
                            datagram,
                            0,
                            datagram.length);
                }
            }
        }
    }

    private static byte[] datagram(NetflowV5Writer writer, int second, long now) {
        long uptime = 1_000_000 + second * 1_000L;
        writer.begin(now, uptime);
        for (int row = 0; row < ROWS; row++) {
            boolean icmp = row % 3 == 0;
            writer.record()
                    .addresses(0x0a00_0001L + second, 0xc633_6401L + row)
                    .protocol(icmp ? 1 : row % 3 == 1 ? 6 : 17)
                    .ports(icmp ? 0 : 40_000 + row, icmp ? 8 << 8 : 443)
                    .packets(4)
                    .octets(1_000)
                    .uptimes(uptime - 500, uptime - 100);
        }
        return writer.toBytes();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void countOnceAndKeepBothDocuments(int parallelism) throws Exception {
        Outcome outcome = run("duplicates.suppress=true", "pipeline.parallelism=" + parallelism);

        assertThat(outcome.counted()).isEqualTo(TRAFFIC);
        assertThat(outcome.balance().duplicates())
                .containsEntry("flows", (long) FLOWS)
                .containsEntry("bytes", TRAFFIC.bytes());
        assertThat(outcome.balance().flows()).isEqualTo(2L * FLOWS);
        assertThat(outcome.documents()).hasSize(2 * FLOWS);
        Set<String> ids = new HashSet<>();
        int duplicates = 0;
        for (JsonNode document : outcome.documents()) {
            ids.add(document.at("/flow/id").asText());
            if (document.at("/weir/duplicate").asBoolean()) {
                duplicates++;
                assertThat(document.at("/weir/observation_points"))
                        .extracting(JsonNode::asText)
                        .containsExactlyInAnyOrder("192.0.2.1", "192.0.2.2");
            } else {
                assertThat(document.at("/weir").has("observation_points")).isFalse();
            }
        }
        assertThat(duplicates).isEqualTo(FLOWS);
        assertThat(ids).hasSize(2 * FLOWS);
    }

    @Test
    void givesFlowsTheSameIdsHoweverTheyAreSplit() throws Exception {
        assertThat(ids(run("duplicates.suppress=true", "pipeline.parallelism=2")))
                .isEqualTo(ids(run("pipeline.parallelism=1")));
    }

    @Test
    void countTwiceUnlessTheyAreSuppressed() throws Exception {
        Outcome outcome = run();

        assertThat(outcome.counted()).isEqualTo(TRAFFIC.plus(TRAFFIC));
        assertThat(outcome.balance().duplicates()).isEmpty();
        assertThat(outcome.documents())
                .noneMatch(document -> document.at("/weir").has("duplicate"));
    }

    @Test
    void areNotLookedForUnlessTheyAreSuppressed() {
        assertThat(stages()).doesNotContain("split by conversation", "suppress duplicates");
        assertThat(stages("duplicates.suppress=true"))
                .contains("split by conversation", "suppress duplicates");
    }

    private List<String> stages(String... settings) {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment();
        new WeirPipeline(environment, configuration(settings))
                .build(new CapturedInput(List.of(capture)));
        return environment.getStreamGraph().getStreamNodes().stream()
                .map(StreamNode::getOperatorName)
                .toList();
    }

    private static Set<String> ids(Outcome outcome) {
        Set<String> ids = new HashSet<>();
        outcome.documents().forEach(document -> ids.add(document.at("/flow/id").asText()));
        return ids;
    }

    private static WeirConfiguration configuration(String... settings) {
        return WeirConfiguration.load(Optional.empty(), List.of(settings), Map.of());
    }

    private Outcome run(String... settings) throws Exception {
        WeirConfiguration configuration = withoutCheckpoints(configuration(settings));
        InProcessSink<TopN> topN = new InProcessSink<>();
        InProcessSink<String> documents = new InProcessSink<>();
        try (EmbeddedJob job =
                EmbeddedJob.start(
                        "duplicates",
                        configuration.pipeline(),
                        environment -> {
                            PipelineStreams streams =
                                    new WeirPipeline(environment, configuration)
                                            .build(new CapturedInput(List.of(capture)));
                            streams.topN().sinkTo(topN);
                            streams.flows()
                                    .flatMap(new Documents())
                                    .returns(Types.STRING)
                                    .sinkTo(documents);
                        })) {
            job.result().get();
            Traffic counted =
                    topN.takeAll().stream()
                            .filter(TopN::complete)
                            .filter(top -> top.dimension() == Dimension.AS_PAIR)
                            .filter(top -> top.windowEnd() - top.windowStart() == 60_000)
                            .map(TopN::all)
                            .reduce(Traffic.NONE, Traffic::plus);
            return new Outcome(counted, parsed(documents.takeAll()), Balance.of(job.counters()));
        }
    }

    private static WeirConfiguration withoutCheckpoints(WeirConfiguration given) {
        var pipeline = given.pipeline();
        return given.withPipeline(
                new PipelineConfiguration(
                        pipeline.role(),
                        Math.max(1, pipeline.parallelism()),
                        pipeline.maxParallelism(),
                        pipeline.spread(),
                        Duration.ZERO));
    }

    private static List<JsonNode> parsed(List<String> documents) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> parsed = new ArrayList<>();
        for (String document : documents) {
            parsed.add(json.readTree(document));
        }
        return parsed;
    }

    private static final class Documents extends RichFlatMapFunction<EnrichedFlows, String> {

        private static final long serialVersionUID = 1L;

        private transient FlowDocuments documents;

        @Override
        public void open(OpenContext context) {
            documents = new FlowDocuments("weir", FlowForm.FULL);
        }

        @Override
        public void flatMap(EnrichedFlows flows, Collector<String> out) {
            for (int row = 0; row < flows.size(); row++) {
                out.collect(new String(documents.write(flows, row), UTF_8));
            }
        }
    }
}
