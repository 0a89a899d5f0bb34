package io.weir.operators;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** Operators in harnesses, with watermarks set by hand. What is returned is not open yet. */
public final class Harnesses {

    public static final int MAX_PARALLELISM = 128;

    private Harnesses() {}

    /** One subtask of a keyed stage. */
    public static <K, I, O> KeyedOneInputStreamOperatorTestHarness<K, I, O> keyed(
            OneInputStreamOperator<I, O> operator,
            KeySelector<I, K> key,
            TypeInformation<K> keyType,
            TypeInformation<O> outputType,
            int parallelism,
            int subtask)
            throws Exception {
        KeyedOneInputStreamOperatorTestHarness<K, I, O> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        operator, key, keyType, MAX_PARALLELISM, parallelism, subtask);
        harness.setup(outputType.createSerializer(new SerializerConfigImpl()));
        return harness;
    }

    /** One subtask of a keyed stage that is a function. */
    public static <K, I, O> KeyedOneInputStreamOperatorTestHarness<K, I, O> keyed(
            KeyedProcessFunction<K, I, O> function,
            KeySelector<I, K> key,
            TypeInformation<K> keyType,
            TypeInformation<O> outputType,
            int parallelism,
            int subtask)
            throws Exception {
        return keyed(
                new KeyedProcessOperator<>(function),
                key,
                keyType,
                outputType,
                parallelism,
                subtask);
    }

    /** A keyed stage of parallelism 1 that is a function, whose metrics are recorded. */
    public static <K, I, O> KeyedOneInputStreamOperatorTestHarness<K, I, O> keyed(
            KeyedProcessFunction<K, I, O> function,
            KeySelector<I, K> key,
            TypeInformation<K> keyType,
            TypeInformation<O> outputType,
            RecordedMetrics metrics)
            throws Exception {
        return keyed(new KeyedProcessOperator<>(function), key, keyType, outputType, metrics);
    }

    /** A keyed stage of parallelism 1 whose metrics are recorded. */
    public static <K, I, O> KeyedOneInputStreamOperatorTestHarness<K, I, O> keyed(
            OneInputStreamOperator<I, O> operator,
            KeySelector<I, K> key,
            TypeInformation<K> keyType,
            TypeInformation<O> outputType,
            RecordedMetrics metrics)
            throws Exception {
        KeyedOneInputStreamOperatorTestHarness<K, I, O> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        operator, key, keyType, environment(metrics.group()));
        harness.setup(outputType.createSerializer(new SerializerConfigImpl()));
        return harness;
    }

    /** A pre-aggregator whose metrics are recorded. */
    public static <P> EnrichedHarness<P> chained(
            PreAggregator<P> operator, TypeInformation<P> outputType, RecordedMetrics metrics)
            throws Exception {
        EnrichedHarness<P> harness = new EnrichedHarness<>(operator, environment(metrics.group()));
        harness.setup(outputType.createSerializer(new SerializerConfigImpl()));
        return harness;
    }

    /** The records that came out since the last call; watermarks are dropped. */
    @SuppressWarnings("unchecked")
    public static <O> List<StreamRecord<O>> drain(OneInputStreamOperatorTestHarness<?, O> harness) {
        List<StreamRecord<O>> records = new ArrayList<>();
        for (Object element : harness.getOutput()) {
            if (element instanceof StreamRecord<?> record) {
                records.add((StreamRecord<O>) record);
            }
        }
        harness.getOutput().clear();
        return records;
    }

    /** The values that came out since the last call. */
    public static <O> List<O> values(OneInputStreamOperatorTestHarness<?, O> harness) {
        return drain(harness).stream().map(StreamRecord::getValue).toList();
    }

    private static MockEnvironment environment(TaskMetricGroup metrics) {
        return new MockEnvironmentBuilder()
                .setMaxParallelism(MAX_PARALLELISM)
                .setParallelism(1)
                .setSubtaskIndex(0)
                .setMetricGroup(metrics)
                .build();
    }
}
