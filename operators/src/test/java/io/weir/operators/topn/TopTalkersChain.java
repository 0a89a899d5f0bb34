package io.weir.operators.topn;

import io.weir.codec.flow.FlowBatch;
import io.weir.operators.EnrichedHarness;
import io.weir.operators.Harnesses;
import io.weir.operators.RecordedMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** The three stages of Top-N with records carried by hand, keyed as Flink keys them. */
final class TopTalkersChain implements AutoCloseable {

    private final List<EnrichedHarness<TalkerPart>> preAggregators = new ArrayList<>();
    private final List<KeyedOneInputStreamOperatorTestHarness<WindowBucket, TalkerPart, BucketTop>>
            totals = new ArrayList<>();
    private final KeyedOneInputStreamOperatorTestHarness<Long, BucketTop, TopTalkers> merge;
    private final List<TopTalkers> published = new ArrayList<>();

    TopTalkersChain(Duration horizon, int size, int parallelism) throws Exception {
        TalkerWindows windows = new TalkerWindows(horizon);
        for (int subtask = 0; subtask < parallelism; subtask++) {
            preAggregators.add(
                    Harnesses.chained(
                            new TalkerPreAggregator(windows),
                            TopNSerializers.TALKER_PART,
                            new RecordedMetrics()));
            totals.add(
                    Harnesses.keyed(
                            new BucketTotals(windows, size),
                            TalkerPart::bucket,
                            TopNSerializers.WINDOW_BUCKET,
                            TopNSerializers.BUCKET_TOP,
                            parallelism,
                            subtask));
        }
        merge =
                Harnesses.keyed(
                        new TopMerge(windows, size),
                        BucketTop::windowStart,
                        Types.LONG,
                        TopNSerializers.TOP_TALKERS,
                        1,
                        0);
        for (var harness : preAggregators) {
            harness.open();
        }
        for (var harness : totals) {
            harness.open();
        }
        merge.open();
    }

    int parallelism() {
        return preAggregators.size();
    }

    void receive(int subtask, FlowBatch batch) throws Exception {
        preAggregators.get(subtask).processElement(batch, batch.receivedMillis());
        carry();
    }

    /** The same watermark on all subtasks, one stage after the other. */
    void watermark(long millis) throws Exception {
        for (var harness : preAggregators) {
            harness.processWatermark(millis);
        }
        carry();
        for (var harness : totals) {
            harness.processWatermark(millis);
        }
        carry();
        merge.processWatermark(millis);
        published.addAll(Harnesses.values(merge));
    }

    List<TopTalkers> published() {
        return published;
    }

    private void carry() throws Exception {
        for (var from : preAggregators) {
            for (StreamRecord<TalkerPart> part : Harnesses.drain(from)) {
                int owner =
                        KeyGroupRangeAssignment.assignKeyToParallelOperator(
                                part.getValue().bucket(), Harnesses.MAX_PARALLELISM, totals.size());
                totals.get(owner).processElement(part);
            }
        }
        for (var from : totals) {
            for (StreamRecord<BucketTop> top : Harnesses.drain(from)) {
                merge.processElement(top);
            }
        }
    }

    @Override
    public void close() throws Exception {
        for (var harness : preAggregators) {
            harness.close();
        }
        for (var harness : totals) {
            harness.close();
        }
        merge.close();
    }
}
