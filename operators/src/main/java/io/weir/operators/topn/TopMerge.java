package io.weir.operators.topn;

import io.weir.operators.Sums;
import io.weir.operators.topn.TopNSerializers.BucketTopSerializer;
import java.util.ArrayList;
import java.util.List;
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
public final class TopMerge extends KeyedProcessFunction<Long, BucketTop, TopTalkers> {

    private static final long serialVersionUID = 1L;

    private final TalkerWindows windows;
    private final int size;

    private transient MapState<Integer, BucketTop> buckets;

    public TopMerge(TalkerWindows windows, int size) {
        this.windows = windows;
        this.size = size;
    }

    @Override
    public void open(OpenContext context) {
        buckets =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        "buckets",
                                        IntSerializer.INSTANCE,
                                        BucketTopSerializer.INSTANCE));
    }

    @Override
    public void processElement(BucketTop top, Context context, Collector<TopTalkers> out)
            throws Exception {
        buckets.put(top.bucket().bucket(), top);
        context.timerService().registerEventTimeTimer(context.timestamp());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<TopTalkers> out)
            throws Exception {
        long start = context.getCurrentKey();
        boolean last = timestamp >= windows.lastPublication(start);
        List<Talker> candidates = new ArrayList<>();
        Talker all = new Talker(null, 0, 0, 0);
        for (BucketTop bucket : buckets.values()) {
            candidates.addAll(bucket.best());
            all = all.plus(bucket.all().bytes(), bucket.all().packets(), bucket.all().flows());
        }
        List<Talker> best = TopOrder.best(candidates, size);
        Talker other = all;
        for (Talker talker : best) {
            other = other.minus(talker);
        }
        long end = TalkerWindows.endOf(start);
        out.collect(new TopTalkers(start, end, best, other, revision(all, last), last));
        if (last) {
            buckets.clear();
        }
    }

    /**
     * Grows with each byte, packet or flow: a window gets bytes of flows that end in a later one.
     */
    private static long revision(Talker all, boolean last) {
        long counted = Sums.add(Sums.add(all.bytes(), all.packets()), all.flows());
        return Math.min(counted, Long.MAX_VALUE / 2) * 2 + (last ? 1 : 0);
    }
}
