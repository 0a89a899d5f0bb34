package io.weir.sql;

import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.EnrichedFlowsSerializer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Plans rules one by one, in a graph that never runs: in the job they are planned together, and
 * Flink does not say which of them it cannot plan.
 */
final class RuleTrial {

    private RuleTrial() {}

    /** The rules that Flink can plan; {@code problems} is told why not of the others. */
    static List<RuleFile> usable(List<RuleFile> rules, Consumer<RuleException> problems) {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(
                        new Configuration().set(PipelineOptions.GENERIC_TYPES, false));
        DataStream<EnrichedFlows> flows =
                environment
                        .fromSequence(0, 0)
                        .<EnrichedFlows>map(never -> null)
                        .returns(EnrichedFlowsSerializer.TYPE);
        RulePlanner planner = new RulePlanner(flows);
        List<RuleFile> usable = new ArrayList<>();
        for (RuleFile rule : rules) {
            try {
                planner.require(rule);
                usable.add(rule);
            } catch (RuleException e) {
                problems.accept(e);
            }
        }
        return usable;
    }
}
