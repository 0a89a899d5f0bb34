package io.weir.operators.traffic;

import io.weir.operators.Sums;
import io.weir.operators.traffic.TrafficSerializers.BucketTopSerializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Merges the lists of all buckets of a window. All buckets publish at the same instants of the
 * watermark; a timer at that instant fires when the last of them is in.
 */
public final class TopMerge extends KeyedProcessFunction<TopWindow, BucketTop, TopN> {

    private static final long serialVersionUID = 1L;

    private final List<Series> series;
    private final Duration horizon;

    private transient Map<Integer, Series> seriesByDimension;
    private transient MapState<Integer, BucketTop> buckets;

    public TopMerge(List<Series> series, Duration horizon) {
        this.series = List.copyOf(series);
        this.horizon = horizon;
    }

    @Override
    public void open(OpenContext context) {
        seriesByDimension = new HashMap<>();
        for (Series one : series) {
            if (one.top() > 0) {
                seriesByDimension.putIfAbsent(one.dimension().code(), one);
            }
        }
        buckets =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        "buckets",
                                        IntSerializer.INSTANCE,
                                        BucketTopSerializer.INSTANCE));
    }

    @Override
    public void processElement(BucketTop top, Context context, Collector<TopN> out)
            throws Exception {
        buckets.put(top.series().bucket(), top);
        context.timerService().registerEventTimeTimer(context.timestamp());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<TopN> out)
            throws Exception {
        TopWindow window = context.getCurrentKey();
        Windows windows = new Windows(Duration.ofSeconds(window.windowSeconds()), horizon);
        boolean last = timestamp >= windows.lastPublication(window.windowEnd());
        Series one = seriesByDimension.get(window.dimension());
        if (one != null) {
            out.collect(merge(one, window, windows.sizeMillis(), last));
        }
        if (last) {
            buckets.clear();
        }
    }

    private TopN merge(Series one, TopWindow window, long sizeMillis, boolean last)
            throws Exception {
        List<TopEntry> candidates = new ArrayList<>();
        Traffic all = Traffic.NONE;
        long threshold = 0;
        long missed = 0;
        for (BucketTop bucket : buckets.values()) {
            candidates.addAll(bucket.best());
            all = all.plus(bucket.all());
            threshold = Math.max(threshold, bucket.threshold());
            missed = Sums.add(missed, bucket.missed());
        }
        List<TopEntry> best = best(candidates, one, missed);
        Traffic other = all;
        for (TopEntry entry : best) {
            other = other.minus(entry.traffic());
        }
        return new TopN(
                one.dimension(),
                window.windowEnd() - sizeMillis,
                window.windowEnd(),
                best,
                other,
                one.metric(),
                Sums.add(threshold, missed),
                revision(all, last),
                last);
    }

    private static List<TopEntry> best(List<TopEntry> candidates, Series one, long missed) {
        return BestEntries.of(candidates, one.top(), one.metric()).stream()
                .map(
                        entry ->
                                new TopEntry(
                                        entry.key(),
                                        entry.traffic(),
                                        Sums.add(entry.missed(), missed),
                                        entry.distinct()))
                .toList();
    }

    /**
     * Grows with each byte, packet or flow: a window gets bytes of flows that end in a later one.
     */
    private static long revision(Traffic all, boolean last) {
        long counted = Sums.add(Sums.add(all.bytes(), all.packets()), all.flows());
        return Math.min(counted, Long.MAX_VALUE / 2 - 1) * 2 + (last ? 1 : 0);
    }
}
