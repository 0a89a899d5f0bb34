package io.weir.operators.traffic;

import io.weir.codec.flow.FlowBatch;
import io.weir.operators.EnrichedHarness;
import io.weir.operators.Harnesses;
import io.weir.operators.RecordedMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** The three stages of rollups and Top-N with records carried by hand, keyed as Flink keys them. */
final class TrafficChain implements AutoCloseable {

    private final List<Series> series;
    private final Duration horizon;
    @Nullable private final String interfaceSpeeds;
    private final List<TopN> tops;
    private final List<Rollup> rollups;

    private final List<EnrichedHarness<TrafficParts>> preAggregators = new ArrayList<>();
    private final List<KeyedOneInputStreamOperatorTestHarness<SeriesKey, TrafficParts, BucketTop>>
            totals = new ArrayList<>();
    private KeyedOneInputStreamOperatorTestHarness<TopWindow, BucketTop, TopN> merge;

    TrafficChain(List<Series> series, Duration horizon, int parallelism) throws Exception {
        this(series, horizon, parallelism, null);
    }

    TrafficChain(
            List<Series> series,
            Duration horizon,
            int parallelism,
            @Nullable String interfaceSpeeds)
            throws Exception {
        this(series, horizon, interfaceSpeeds, new ArrayList<>(), new ArrayList<>());
        open(parallelism, null, null);
    }

    private TrafficChain(
            List<Series> series,
            Duration horizon,
            @Nullable String interfaceSpeeds,
            List<TopN> tops,
            List<Rollup> rollups) {
        this.series = series;
        this.horizon = horizon;
        this.interfaceSpeeds = interfaceSpeeds;
        this.tops = tops;
        this.rollups = rollups;
    }

    private void open(
            int parallelism, OperatorSubtaskState totalsState, OperatorSubtaskState mergeState)
            throws Exception {
        for (int subtask = 0; subtask < parallelism; subtask++) {
            EnrichedHarness<TrafficParts> preAggregator =
                    Harnesses.chained(
                            new TrafficPreAggregator(series, horizon),
                            TrafficSerializers.TRAFFIC_PARTS,
                            new RecordedMetrics());
            preAggregator.open();
            preAggregators.add(preAggregator);
            KeyedOneInputStreamOperatorTestHarness<SeriesKey, TrafficParts, BucketTop> one =
                    Harnesses.keyed(
                            new TrafficTotals(series, horizon, interfaceSpeeds),
                            TrafficParts::key,
                            TrafficSerializers.SERIES_KEY,
                            TrafficSerializers.BUCKET_TOP,
                            parallelism,
                            subtask);
            if (totalsState != null) {
                one.initializeState(
                        AbstractStreamOperatorTestHarness.repartitionOperatorState(
                                totalsState, Harnesses.MAX_PARALLELISM, 1, parallelism, subtask));
            }
            one.open();
            totals.add(one);
        }
        merge =
                Harnesses.keyed(
                        new TopMerge(series, horizon),
                        BucketTop::window,
                        TrafficSerializers.TOP_WINDOW,
                        TrafficSerializers.TOP_N,
                        1,
                        0);
        if (mergeState != null) {
            merge.initializeState(mergeState);
        }
        merge.open();
    }

    /** The chain after a stop with savepoint and a start on other subtasks. */
    TrafficChain rescaled(int parallelism, long checkpoint) throws Exception {
        List<OperatorSubtaskState> states = new ArrayList<>();
        for (var harness : preAggregators) {
            harness.prepareSnapshotPreBarrier(checkpoint);
        }
        carry();
        for (var harness : totals) {
            states.add(harness.snapshot(checkpoint, 0));
        }
        OperatorSubtaskState totalsState =
                AbstractStreamOperatorTestHarness.repackageState(
                        states.toArray(OperatorSubtaskState[]::new));
        OperatorSubtaskState mergeState = merge.snapshot(checkpoint, 0);
        close();
        TrafficChain after = new TrafficChain(series, horizon, interfaceSpeeds, tops, rollups);
        after.open(parallelism, totalsState, mergeState);
        return after;
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
        tops.addAll(Harnesses.values(merge));
    }

    List<TopN> tops() {
        return tops;
    }

    /** All that were published, later ones last. */
    List<Rollup> rollups() {
        return rollups;
    }

    int stateEntries() {
        return totals.stream().mapToInt(harness -> harness.numKeyedStateEntries()).sum()
                + merge.numKeyedStateEntries();
    }

    private void carry() throws Exception {
        for (var from : preAggregators) {
            for (StreamRecord<TrafficParts> parts : Harnesses.drain(from)) {
                int owner =
                        KeyGroupRangeAssignment.assignKeyToParallelOperator(
                                parts.getValue().key(), Harnesses.MAX_PARALLELISM, totals.size());
                totals.get(owner).processElement(parts);
            }
        }
        for (var from : totals) {
            for (StreamRecord<BucketTop> top : Harnesses.drain(from)) {
                merge.processElement(top);
            }
            var side = from.getSideOutput(TrafficTotals.ROLLUPS);
            if (side != null) {
                side.forEach(record -> rollups.add(record.getValue()));
                side.clear();
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
