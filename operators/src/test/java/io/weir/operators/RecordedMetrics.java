package io.weir.operators;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionAttemptID;
import org.apache.flink.runtime.executiongraph.ExecutionGraphID;
import org.apache.flink.runtime.jobgraph.JobVertexID;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;
import org.apache.flink.runtime.scheduler.strategy.ExecutionVertexID;

/** The counters that an operator registers, by name and reason or rule, and its gauges. */
public final class RecordedMetrics {

    private record Key(String name, String reason) {}

    private final Map<Key, Counter> counters = new ConcurrentHashMap<>();
    private final Map<String, Gauge<?>> gauges = new ConcurrentHashMap<>();

    /** The value of a counter that has no reason. */
    public long count(String name) {
        return count(name, "");
    }

    /** The value of a counter in the group of a reason or a rule. */
    public long count(String name, String reason) {
        Counter counter = counters.get(new Key(name, reason));
        if (counter == null) {
            throw new AssertionError("No counter " + name + " of '" + reason + "'.");
        }
        return counter.getCount();
    }

    /** The value of a gauge. */
    public long now(String name) {
        Gauge<?> gauge = gauges.get(name);
        if (gauge == null) {
            throw new AssertionError("No gauge " + name + ".");
        }
        return ((Number) gauge.getValue()).longValue();
    }

    TaskMetricGroup group() {
        TestingMetricRegistry registry =
                TestingMetricRegistry.builder().setRegisterConsumer(this::register).build();
        ExecutionAttemptID attempt =
                new ExecutionAttemptID(
                        new ExecutionGraphID(), new ExecutionVertexID(new JobVertexID(), 0), 0);
        return TaskManagerMetricGroup.createTaskManagerMetricGroup(
                        registry, "localhost", ResourceID.generate())
                .addJob(new JobID(), "job")
                .addTask(attempt, "task");
    }

    private void register(Metric metric, String name, AbstractMetricGroup<?> group) {
        if (metric instanceof Counter counter) {
            Map<String, String> variables = group.getAllVariables();
            String reason = variables.getOrDefault("<reason>", "");
            counters.put(new Key(name, variables.getOrDefault("<rule>", reason)), counter);
        } else if (metric instanceof Gauge<?> gauge) {
            gauges.put(name, gauge);
        }
    }
}
