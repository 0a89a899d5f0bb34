package io.weir.job.embedded;

import java.util.Map;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** The group that Flink gives a reporter with a metric, as far as counters look at it. */
final class LabelledGroup extends UnregisteredMetricsGroup {

    private final Map<String, String> variables;

    LabelledGroup(Map<String, String> variables) {
        this.variables = variables;
    }

    static LabelledGroup ofOperator(String name) {
        return new LabelledGroup(Map.of("<operator_name>", name));
    }

    static LabelledGroup ofReason(String reason) {
        return new LabelledGroup(Map.of("<operator_name>", "decode", "<reason>", reason));
    }

    @Override
    public Map<String, String> getAllVariables() {
        return variables;
    }
}
