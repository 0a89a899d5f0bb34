package io.weir.operators.topn;

import io.weir.codec.IpAddress;
import io.weir.operators.topn.TopNSerializers.TalkerSerializer;
import io.weir.operators.types.IpAddressSerializer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Adds up the parts of one bucket of hosts in one window, and publishes its best talkers when the
 * window is due. State per host and window: an address and three counters.
 */
public final class BucketTotals extends KeyedProcessFunction<WindowBucket, TalkerPart, BucketTop> {

    /** The name of the counter of parts that came after the last publication of their window. */
    public static final String PARTS_LATE = "partsLate";

    private static final long serialVersionUID = 1L;

    private final TalkerWindows windows;
    private final int size;

    private transient MapState<IpAddress, Talker> talkers;

    /** The time of the pending publication; null if there is none. */
    private transient ValueState<Long> due;

    private transient Counter late;

    /**
     * @param size N of the Top-N, at least 1
     */
    public BucketTotals(TalkerWindows windows, int size) {
        this.windows = windows;
        this.size = size;
    }

    @Override
    public void open(OpenContext context) {
        talkers =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        "talkers",
                                        IpAddressSerializer.INSTANCE,
                                        TalkerSerializer.INSTANCE));
        due =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("due", LongSerializer.INSTANCE));
        late = getRuntimeContext().getMetricGroup().counter(PARTS_LATE);
    }

    @Override
    public void processElement(TalkerPart part, Context context, Collector<BucketTop> out)
            throws Exception {
        long start = part.windowStart();
        long now = context.timerService().currentWatermark();
        if (windows.lastPublication(start) <= now) {
            late.inc();
            return;
        }
        Talker known = talkers.get(part.host());
        Talker talker = known == null ? new Talker(part.host(), 0, 0, 0) : known;
        talkers.put(part.host(), talker.plus(part.bytes(), part.packets(), part.flows()));
        if (due.value() == null) {
            long next = windows.nextPublication(start, now);
            due.update(next);
            context.timerService().registerEventTimeTimer(next);
            context.timerService().registerEventTimeTimer(windows.lastPublication(start));
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<BucketTop> out)
            throws Exception {
        WindowBucket bucket = context.getCurrentKey();
        boolean last = timestamp >= windows.lastPublication(bucket.windowStart());
        if (!last && due.value() == null) {
            return;
        }
        Talker all = new Talker(null, 0, 0, 0);
        for (Talker talker : talkers.values()) {
            all = all.plus(talker.bytes(), talker.packets(), talker.flows());
        }
        out.collect(new BucketTop(bucket, TopOrder.best(talkers.values(), size), all));
        due.clear();
        if (last) {
            talkers.clear();
        }
    }
}
