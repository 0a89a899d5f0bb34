package io.weir.sql;

import static io.weir.sql.TestFlows.ACK;
import static io.weir.sql.TestFlows.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.detect.Alert;
import io.weir.operators.detect.Alert.Status;
import io.weir.operators.detect.AlertLifecycle;
import io.weir.operators.detect.AlertPolicy;
import io.weir.operators.detect.DetectSerializers;
import io.weir.operators.detect.Finding;
import io.weir.operators.detect.Finding.Role;
import io.weir.operators.enrich.EnrichOperator;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.EnrichedFlowsSerializer;
import io.weir.operators.enrich.EnrichmentOptions;
import io.weir.operators.types.FlowBatchSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Rules in a real job, with object reuse on and generic types off. */
class SqlRulesIT {

    @RegisterExtension
    private static final MiniClusterExtension FLINK =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    /** A whole ten minutes. */
    private static final long T0 = 1_700_000_400_000L;

    private static final IpAddress GUESSER = IpAddress.ofIpv4(0x0a00_0066L);
    private static final IpAddress PERSON = IpAddress.ofIpv4(0x0a00_0007L);
    private static final IpAddress COPIER = IpAddress.ofIpv4(0x0a00_0008L);
    private static final IpAddress SERVER = IpAddress.ofIpv4(0x0a00_0101L);

    @TempDir private Path rules;

    private final List<String> problems = new ArrayList<>();

    @Test
    void theShippedRuleFindsAPasswordGuesserAndNobodyElse() throws Exception {
        StreamExecutionEnvironment environment = environment();
        DataStream<Finding> stream = attach(environment, logins());

        assertThat(problems).isEmpty();
        List<Finding> findings = stream.executeAndCollect(1_000);
        // The 30 logins lie in three steps of 10 s: four of the windows hold all of them.
        assertThat(findings)
                .hasSize(4)
                .allSatisfy(
                        finding -> {
                            assertThat(finding.rule().id()).isEqualTo("login-sessions");
                            assertThat(finding.rule().severity()).isEqualTo(70);
                            assertThat(finding.rule().technique()).isEqualTo("T1110");
                            assertThat(finding.entity()).isEqualTo(GUESSER);
                            assertThat(finding.role()).isEqualTo(Role.SOURCE);
                            assertThat(finding.scope()).isEqualTo("10.0.1.1/port-22");
                            assertThat(finding.count()).isEqualTo(30);
                            assertThat(finding.measure()).isEqualTo("flows");
                            assertThat(finding.traffic().flows()).isEqualTo(30);
                            assertThat(finding.traffic().packets()).isEqualTo(300);
                            assertThat(finding.traffic().bytes()).isEqualTo(30_000);
                            assertThat(finding.sample().peers()).containsExactly(SERVER);
                            assertThat(finding.sample().ports()).containsExactly(22);
                            assertThat(finding.windowEnd() - finding.windowStart())
                                    .isEqualTo(60_000);
                            assertThat(finding.triggerReceivedMillis())
                                    .isEqualTo(finding.windowEnd() - 1);
                        });
        assertThat(findings)
                .extracting(Finding::windowEnd)
                .containsExactlyInAnyOrder(T0 + 30_000, T0 + 40_000, T0 + 50_000, T0 + 60_000);
    }

    @Test
    void windowsThatOverlapMakeOneAlert() throws Exception {
        StreamExecutionEnvironment environment = environment();
        List<Alert> alerts =
                attach(environment, logins())
                        .keyBy(finding -> finding.rule().id(), Types.STRING)
                        .process(
                                new AlertLifecycle(
                                        new AlertPolicy(
                                                Duration.ofSeconds(60), 60, 60, Set.of(), null)),
                                DetectSerializers.ALERT)
                        .executeAndCollect(1_000);

        assertThat(alerts).extracting(Alert::status).containsExactly(Status.OPEN, Status.CLOSED);
        assertThat(alerts)
                .extracting(Alert::id)
                .containsOnly(
                        "login-sessions/10.0.0.102/10.0.1.1/port-22/"
                                + (T0 + 29_999) / 60_000 * 60_000);
    }

    @Test
    void anOperatorsRuleRunsBesideTheShippedAndWrongOnesAreReported() throws Exception {
        rule(
                "half-open",
                """
                SELECT destination_ip, COUNT(*) AS hits, COUNT(DISTINCT source_ip) AS flows,
                  window_start, window_end
                FROM TABLE(TUMBLE(TABLE tcp_syn, DESCRIPTOR(received), INTERVAL '10' SECOND))
                GROUP BY destination_ip, window_start, window_end
                HAVING COUNT(*) >= 5;
                """);
        rule("bad-syntax", "SELECT FROM WHERE");
        rule("bad-view", "SELECT * FROM no_such_view");
        rule("bad-column", "SELECT no_such_column FROM tcp_syn");
        rule("bad-contract", "SELECT source_ip FROM tcp_syn");
        rule(
                "bad-type",
                "SELECT source_ip, 'many' AS hits, received AS window_start, received AS window_end"
                        + " FROM tcp_syn");
        rule(
                "bad-updates",
                "SELECT source_ip, COUNT(*) AS hits, MIN(received) AS window_start, MAX(received)"
                        + " AS window_end FROM tcp_syn GROUP BY source_ip");
        List<FlowBatch> batches = logins();
        FlowBatch attempts = TestFlows.batch(T0 + 1);
        for (int i = 0; i < 5; i++) {
            TestFlows.tcp(attempts, IpAddress.ofIpv4(i), SERVER, SYN, 80);
            TestFlows.tcp(attempts, IpAddress.ofIpv4(i), SERVER, ACK, 80);
        }
        batches.add(0, attempts);

        List<Finding> findings = attach(environment(), batches).executeAndCollect(1_000);

        assertThat(findings)
                .filteredOn(finding -> finding.rule().id().equals("half-open"))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.entity()).isEqualTo(SERVER);
                            assertThat(finding.role()).isEqualTo(Role.DESTINATION);
                            assertThat(finding.count()).isEqualTo(5);
                            assertThat(finding.measure()).isEqualTo("things");
                            assertThat(finding.windowStart()).isEqualTo(T0);
                        });
        assertThat(findings)
                .filteredOn(finding -> finding.rule().id().equals("login-sessions"))
                .hasSize(4);
        assertThat(problems).hasSize(6);
        assertThat(problemOf("bad-syntax"))
                .contains("SQL parse failed", "line 6, column 8", "backquotes")
                .doesNotContain("expecting");
        assertThat(problemOf("bad-view")).contains("no_such_view");
        assertThat(problemOf("bad-column")).contains("no_such_column");
        assertThat(problemOf("bad-contract")).contains("no column 'hits'");
        assertThat(problemOf("bad-type")).contains("'hits'", "a number");
        assertThat(problemOf("bad-updates")).contains("update");
    }

    @Test
    void aRowThatIsNoFindingDoesNotStopTheJob() throws Exception {
        rule(
                "no-address",
                """
                SELECT IF(source_port = 50000, 'nobody', source_ip) AS source_ip,
                  1 AS hits,
                  CAST(received AS TIMESTAMP_LTZ(3)) AS window_start,
                  CAST(received AS TIMESTAMP(3)) AS window_end
                FROM tcp_login
                """);
        DataStream<Finding> stream = attach(environment(), logins());

        assertThat(problems).isEmpty();
        assertThat(stream.executeAndCollect(1_000))
                .extracting(finding -> finding.rule().id())
                .containsOnly("login-sessions");
    }

    private DataStream<Finding> attach(
            StreamExecutionEnvironment environment, List<FlowBatch> batches) {
        DataStream<EnrichedFlows> flows =
                environment
                        .fromData(batches, FlowBatchSerializer.TYPE)
                        .setParallelism(1)
                        .assignTimestampsAndWatermarks(
                                WatermarkStrategy.<FlowBatch>forMonotonousTimestamps()
                                        .withTimestampAssigner(
                                                (batch, unknown) -> batch.receivedMillis()))
                        .setParallelism(1)
                        .rebalance()
                        .map(new ReusedBatch())
                        .returns(FlowBatchSerializer.TYPE)
                        .transform(
                                "enrich",
                                EnrichedFlowsSerializer.TYPE,
                                new EnrichOperator(EnrichmentOptions.NONE));
        return SqlRules.attach(
                        flows,
                        RuleCatalogue.read(
                                new RuleSelection(
                                        Optional.of(rules), List.of("login-sessions"), List.of())),
                        problem -> problems.add(problem.getMessage()))
                .orElseThrow();
    }

    /**
     * One login a second: 30 of the guesser, 29 of a person; 40 of one who copies files: sessions
     * of many packets.
     */
    private static List<FlowBatch> logins() {
        List<FlowBatch> batches = new ArrayList<>();
        for (int second = 0; second < 40; second++) {
            FlowBatch batch = TestFlows.batch(T0 + second * 1_000L);
            if (second < 29) {
                TestFlows.tcp(batch, PERSON, SERVER, SYN | ACK, 22);
            }
            if (second < 30) {
                TestFlows.tcp(batch, GUESSER, SERVER, SYN | ACK, 22);
            }
            TestFlows.tcp(batch, COPIER, SERVER, SYN | ACK, 22);
            batch.set(FlowField.PACKETS, batch.size() - 1, 60);
            batches.add(batch);
        }
        return batches;
    }

    private static StreamExecutionEnvironment environment() {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(
                        new Configuration()
                                .set(PipelineOptions.OBJECT_REUSE, true)
                                .set(PipelineOptions.GENERIC_TYPES, false));
        environment.setParallelism(2);
        return environment;
    }

    private void rule(String id, String query) throws IOException {
        Files.writeString(
                rules.resolve(id + ".sql"),
                """
                -- id: %s
                -- title: A rule
                -- category: anomaly
                -- severity: 10
                -- measure: things
                """
                                .formatted(id)
                        + query);
    }

    private String problemOf(String id) {
        return problems.stream()
                .filter(problem -> problem.startsWith("Rule " + rules.resolve(id + ".sql") + ": "))
                .findFirst()
                .orElseThrow();
    }

    /** Hands on one and the same batch, as decode does. */
    private static final class ReusedBatch extends RichMapFunction<FlowBatch, FlowBatch> {

        private static final long serialVersionUID = 1L;

        private transient FlowBatch reused;

        @Override
        public void open(OpenContext context) {
            reused = new FlowBatch();
        }

        @Override
        public FlowBatch map(FlowBatch batch) throws IOException {
            DataOutputSerializer out = new DataOutputSerializer(1_024);
            FlowBatchSerializer.INSTANCE.serialize(batch, out);
            return FlowBatchSerializer.INSTANCE.deserialize(
                    reused, new DataInputDeserializer(out.getCopyOfBuffer()));
        }
    }
}
