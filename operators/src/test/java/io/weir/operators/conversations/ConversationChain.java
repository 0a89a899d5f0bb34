package io.weir.operators.conversations;

import io.weir.codec.flow.FlowBatch;
import io.weir.operators.EnrichedHarness;
import io.weir.operators.Harnesses;
import io.weir.operators.RecordedMetrics;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** Both stages of conversations with records carried by hand, keyed as Flink keys them. */
final class ConversationChain implements AutoCloseable {

    private final RecordedMetrics recorderMetrics = new RecordedMetrics();
    private final List<EnrichedHarness<ConversationRecords>> recorders = new ArrayList<>();
    private final List<
                    KeyedOneInputStreamOperatorTestHarness<
                            Integer, ConversationRecords, Conversation>>
            joins = new ArrayList<>();

    /** What came out and was not taken. */
    private final List<Conversation> published = new ArrayList<>();

    ConversationChain(ConversationRules rules, int parallelism) throws Exception {
        this(rules, parallelism, null);
    }

    private ConversationChain(ConversationRules rules, int parallelism, OperatorSubtaskState state)
            throws Exception {
        for (int subtask = 0; subtask < parallelism; subtask++) {
            EnrichedHarness<ConversationRecords> recorder =
                    Harnesses.chained(
                            new ConversationRecorder(),
                            ConversationSerializers.RECORDS,
                            recorderMetrics);
            recorder.open();
            recorders.add(recorder);
            KeyedOneInputStreamOperatorTestHarness<Integer, ConversationRecords, Conversation>
                    join =
                            Harnesses.keyed(
                                    new ConversationJoin(rules),
                                    ConversationRecords::bucket,
                                    Types.INT,
                                    ConversationSerializers.CONVERSATION,
                                    parallelism,
                                    subtask);
            if (state != null) {
                join.initializeState(
                        AbstractStreamOperatorTestHarness.repartitionOperatorState(
                                state, Harnesses.MAX_PARALLELISM, 1, parallelism, subtask));
            }
            join.open();
            joins.add(join);
        }
    }

    /** What a checkpoint has, which the chain goes on behind. */
    OperatorSubtaskState snapshot(long checkpoint) throws Exception {
        List<OperatorSubtaskState> states = new ArrayList<>();
        for (var recorder : recorders) {
            recorder.prepareSnapshotPreBarrier(checkpoint);
        }
        carry();
        for (var join : joins) {
            states.add(join.snapshot(checkpoint, 0));
        }
        return AbstractStreamOperatorTestHarness.repackageState(
                states.toArray(OperatorSubtaskState[]::new));
    }

    /** A chain that begins with what a checkpoint has. */
    static ConversationChain restored(
            ConversationRules rules, int parallelism, OperatorSubtaskState state) throws Exception {
        return new ConversationChain(rules, parallelism, state);
    }

    int parallelism() {
        return recorders.size();
    }

    void receive(int subtask, FlowBatch batch) throws Exception {
        recorders.get(subtask).processElement(batch, batch.receivedMillis());
        carry();
    }

    /** The same watermark on all subtasks, one stage after the other. */
    void watermark(long millis) throws Exception {
        for (var recorder : recorders) {
            recorder.processWatermark(millis);
        }
        carry();
        for (var join : joins) {
            join.processWatermark(millis);
            published.addAll(Harnesses.values(join));
        }
    }

    /** What was published since the last call. */
    List<Conversation> take() {
        List<Conversation> taken = List.copyOf(published);
        published.clear();
        return taken;
    }

    long withoutConversation() {
        return recorderMetrics.count(ConversationRecorder.FLOWS_WITHOUT_CONVERSATION);
    }

    int stateEntries() {
        return joins.stream().mapToInt(harness -> harness.numKeyedStateEntries()).sum();
    }

    int timers() {
        return joins.stream().mapToInt(harness -> harness.numEventTimeTimers()).sum();
    }

    private void carry() throws Exception {
        for (var from : recorders) {
            for (StreamRecord<ConversationRecords> records : Harnesses.drain(from)) {
                int owner =
                        KeyGroupRangeAssignment.assignKeyToParallelOperator(
                                records.getValue().bucket(),
                                Harnesses.MAX_PARALLELISM,
                                joins.size());
                joins.get(owner).processElement(records);
                published.addAll(Harnesses.values(joins.get(owner)));
            }
        }
    }

    @Override
    public void close() throws Exception {
        for (var recorder : recorders) {
            recorder.close();
        }
        for (var join : joins) {
            join.close();
        }
    }
}
