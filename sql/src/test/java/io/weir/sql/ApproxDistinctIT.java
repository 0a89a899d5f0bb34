package io.weir.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.EnrichedFlowsSerializer;
import io.weir.sql.ruletest.RuleTestFile;
import io.weir.sql.ruletest.RuleTestResult;
import io.weir.sql.ruletest.RuleTestRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The distinct count in windows of Flink, and what rules share in its plan. */
class ApproxDistinctIT {

    private static final String CUMULATE =
            "CUMULATE(TABLE tcp_syn, DESCRIPTOR(received), INTERVAL '10' SECOND, INTERVAL '60'"
                    + " SECOND)";
    private static final String HOP =
            "HOP(TABLE tcp_syn, DESCRIPTOR(received), INTERVAL '10' SECOND, INTERVAL '60' SECOND)";

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {CUMULATE, HOP})
    void isPlannedInTwoPhases(String window) throws Exception {
        assertThat(planner().findings(RuleFile.parse("r.sql", rule("r", window))).explain())
                .contains("LocalWindowAggregate", "GlobalWindowAggregate", "APPROX_DISTINCT");
    }

    @ParameterizedTest
    @ValueSource(strings = {CUMULATE, HOP})
    void countsOverTheStepsOfAWindow(String window) throws Exception {
        List<RuleTestResult> results = RuleTestRun.run(List.of(RuleTestFile.read(tests(window))));

        assertThat(results).singleElement().matches(RuleTestResult::passed);
    }

    @Test
    void rulesThatReadTheSameViewShareIt() throws Exception {
        RulePlanner planner = planner();
        String plan =
                planner.findings(RuleFile.parse("a.sql", rule("a", HOP)))
                        .unionAll(planner.findings(RuleFile.parse("b.sql", rule("b", CUMULATE))))
                        .explain();
        String executed = plan.substring(plan.indexOf("== Optimized Execution Plan =="));

        assertThat(executed.split("TableSourceScan", -1)).hasSize(2);
        assertThat(executed).contains("reuse_id=[1]", "Reused(reference_id=[1])");
    }

    private static RulePlanner planner() {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment();
        return new RulePlanner(
                environment
                        .fromSequence(0, 0)
                        .<EnrichedFlows>map(never -> null)
                        .returns(EnrichedFlowsSerializer.TYPE));
    }

    private static String rule(String id, String window) {
        return """
        -- id: %s
        -- title: Many targets
        -- category: scan
        -- severity: 10
        SELECT source_ip, APPROX_DISTINCT(destination_ip) AS hits,
          APPROX_DISTINCT(destination_port) AS flows, APPROX_DISTINCT(octets) AS packets,
          window_start, window_end
        FROM TABLE(%s)
        GROUP BY source_ip, window_start, window_end
        HAVING APPROX_DISTINCT(destination_ip) > 300
        """
                .formatted(id, window);
    }

    /** 400 targets over 20 s: no step has more than half. */
    private Path tests(String window) throws IOException {
        Files.writeString(folder.resolve("r.sql"), rule("r", window));
        return Files.writeString(
                folder.resolve("r.test.yaml"),
                """
                rule: r.sql
                tests:
                  - name: targets of two steps
                    flows:
                      - source: 10.0.0.1
                        destination: 10.1.0.1-10.1.1.144
                        port: 80
                        tcp-flags: S
                        repeat: 400
                        step: 50ms
                    alerts:
                      - {entity: 10.0.0.1, count: 370..430, opened-by: 20s}
                """);
    }
}
