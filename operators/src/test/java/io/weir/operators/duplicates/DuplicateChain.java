package io.weir.operators.duplicates;

import io.weir.codec.flow.FlowBatch;
import io.weir.operators.Harnesses;
import io.weir.operators.enrich.names.NameFiles;
import io.weir.operators.types.FlowBatchSerializer;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** Both stages on any number of subtasks, with what lies between them carried by hand. */
final class DuplicateChain implements AutoCloseable {

    private static final Buckets BUCKETS = new Buckets(Harnesses.MAX_PARALLELISM);

    private final DuplicateRules rules;
    private final StateBackend backend;
    private final List<OneInputStreamOperatorTestHarness<FlowBatch, FlowBatch>> splits =
            new ArrayList<>();
    private final List<KeyedOneInputStreamOperatorTestHarness<Integer, FlowBatch, FlowBatch>>
            suppressors = new ArrayList<>();
    private final List<FlowBatch> out;

    DuplicateChain(DuplicateRules rules, int parallelism) throws Exception {
        this(rules, parallelism, new HashMapStateBackend());
    }

    DuplicateChain(DuplicateRules rules, int parallelism, StateBackend backend) throws Exception {
        this(rules, backend, new ArrayList<>());
        open(parallelism, null);
    }

    private DuplicateChain(DuplicateRules rules, StateBackend backend, List<FlowBatch> out) {
        this.rules = rules;
        this.backend = backend;
        this.out = out;
    }

    private void open(int parallelism, OperatorSubtaskState state) throws Exception {
        for (int subtask = 0; subtask < parallelism; subtask++) {
            var split =
                    new OneInputStreamOperatorTestHarness<>(
                            new ConversationSplit(BUCKETS),
                            Harnesses.MAX_PARALLELISM,
                            parallelism,
                            subtask);
            split.setup(FlowBatchSerializer.INSTANCE);
            split.open();
            splits.add(split);
            var suppressor =
                    Harnesses.keyed(
                            new DuplicateOperator(rules, NameFiles.NONE, BUCKETS),
                            BUCKETS.selector(),
                            Types.INT,
                            FlowBatchSerializer.TYPE,
                            parallelism,
                            subtask);
            suppressor.setStateBackend(backend);
            if (state != null) {
                suppressor.initializeState(
                        AbstractStreamOperatorTestHarness.repartitionOperatorState(
                                state,
                                Harnesses.MAX_PARALLELISM,
                                suppressors.size(),
                                parallelism,
                                subtask));
            }
            suppressor.open();
            suppressors.add(suppressor);
        }
    }

    /** A checkpoint, after which the same subtasks go on. */
    OperatorSubtaskState snapshot(long checkpoint) throws Exception {
        List<OperatorSubtaskState> states = new ArrayList<>();
        for (var suppressor : suppressors) {
            states.add(suppressor.snapshot(checkpoint, 0));
        }
        return AbstractStreamOperatorTestHarness.repackageState(
                states.toArray(OperatorSubtaskState[]::new));
    }

    /** The chain after a stop with savepoint and a start on other subtasks. */
    DuplicateChain rescaled(int parallelism, long checkpoint) throws Exception {
        OperatorSubtaskState state = snapshot(checkpoint);
        close();
        return restored(parallelism, state);
    }

    DuplicateChain restored(int parallelism, OperatorSubtaskState state) throws Exception {
        DuplicateChain after = new DuplicateChain(rules, backend, out);
        after.open(parallelism, state);
        return after;
    }

    int parallelism() {
        return splits.size();
    }

    void receive(int subtask, FlowBatch batch) throws Exception {
        splits.get(subtask).processElement(batch, batch.receivedMillis());
        for (StreamRecord<FlowBatch> part : Harnesses.drain(splits.get(subtask))) {
            int owner =
                    KeyGroupRangeAssignment.assignKeyToParallelOperator(
                            BUCKETS.selector().getKey(part.getValue()),
                            Harnesses.MAX_PARALLELISM,
                            suppressors.size());
            suppressors.get(owner).processElement(part);
            out.addAll(Harnesses.values(suppressors.get(owner)));
        }
    }

    void watermark(long millis) throws Exception {
        for (var suppressor : suppressors) {
            suppressor.processWatermark(millis);
        }
    }

    /** All that came out. */
    List<FlowBatch> out() {
        return out;
    }

    int stateEntries() {
        return suppressors.stream().mapToInt(harness -> harness.numKeyedStateEntries()).sum();
    }

    int timers() {
        return suppressors.stream().mapToInt(harness -> harness.numEventTimeTimers()).sum();
    }

    @Override
    public void close() throws Exception {
        for (var split : splits) {
            split.close();
        }
        for (var suppressor : suppressors) {
            suppressor.close();
        }
    }
}
