package io.weir.operators.traffic;

import io.weir.operators.enrich.file.WatchedFile;
import io.weir.operators.enrich.names.InterfaceSpeeds;
import io.weir.operators.tables.RowFinder;
import io.weir.operators.traffic.TrafficSerializers.TotalsTableSerializer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Adds up the parts of one bucket of keys, window by window, and publishes them when they are due:
 * the sums of keys that changed to {@link #ROLLUPS}, the best keys to the merge of the Top-N. A
 * final window goes into its hour, where there are hours, and is forgotten.
 */
public final class TrafficTotals extends KeyedProcessFunction<SeriesKey, TrafficParts, BucketTop> {

    /** Sums of keys. */
    public static final OutputTag<Rollup> ROLLUPS =
            new OutputTag<>("rollups", TrafficSerializers.ROLLUP);

    /** The name of the counter of parts that came after the last publication of their window. */
    public static final String PARTS_LATE = "partsLate";

    private static final long serialVersionUID = 1L;
    private static final long HOUR_MILLIS = 3_600_000;

    private static final long NOT_DUE = Long.MIN_VALUE;

    private final List<Series> series;
    private final Duration horizon;
    @Nullable private final String interfaceSpeeds;

    private transient Map<SeriesKey, Series> seriesByKey;

    /** By the end of the window. */
    private transient MapState<Long, TotalsTable> totals;

    /** The time of the pending publication of each window, {@link #NOT_DUE} if there is none. */
    private transient MapState<Long, Long> due;

    /** By the end of the hour. */
    private transient MapState<Long, TotalsTable> hours;

    @Nullable private transient WatchedFile<InterfaceSpeeds> speeds;
    private transient RowFinder finder;
    private transient Counter late;

    /**
     * @param horizon how long windows take parts after their end
     * @param interfaceSpeeds path of a file for {@link InterfaceSpeeds}, null if there is none
     */
    public TrafficTotals(List<Series> series, Duration horizon, @Nullable String interfaceSpeeds) {
        this.series = List.copyOf(series);
        this.horizon = horizon;
        this.interfaceSpeeds = interfaceSpeeds;
    }

    @Override
    public void open(OpenContext context) throws IOException {
        if (interfaceSpeeds != null) {
            speeds = WatchedFile.open(Path.of(interfaceSpeeds), InterfaceSpeeds.LOADER);
        }
        seriesByKey = new HashMap<>();
        for (Series one : series) {
            seriesByKey.put(new SeriesKey(one.dimension().code(), one.windowSeconds(), 0), one);
        }
        finder = new RowFinder();
        totals = tables("totals");
        hours = tables("hours");
        due =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        "due", LongSerializer.INSTANCE, LongSerializer.INSTANCE));
        late = getRuntimeContext().getMetricGroup().counter(PARTS_LATE);
    }

    @Override
    public void close() {
        if (speeds != null) {
            speeds.close();
        }
    }

    private MapState<Long, TotalsTable> tables(String name) {
        return getRuntimeContext()
                .getMapState(
                        new MapStateDescriptor<>(
                                name, LongSerializer.INSTANCE, TotalsTableSerializer.INSTANCE));
    }

    @Nullable
    private Series seriesOf(SeriesKey key) {
        return seriesByKey.get(new SeriesKey(key.dimension(), key.windowSeconds(), 0));
    }

    private Windows windows(SeriesKey key) {
        return new Windows(Duration.ofSeconds(key.windowSeconds()), horizon);
    }

    @Override
    public void processElement(TrafficParts parts, Context context, Collector<BucketTop> out)
            throws Exception {
        Series one = seriesOf(context.getCurrentKey());
        Windows windows = windows(context.getCurrentKey());
        long now = context.timerService().currentWatermark();
        long end = parts.windowEnd();
        if (one == null || windows.lastPublication(end) <= now) {
            late.inc(Math.max(1, parts.count()));
            return;
        }
        TotalsTable table = open(end, parts.dimension(), windows, now, context);
        table.add(parts, one.room(), finder);
        totals.put(end, table);
    }

    /** The table of a window, with a publication due. */
    private TotalsTable open(
            long end, Dimension dimension, Windows windows, long now, Context context)
            throws Exception {
        Long pending = due.get(end);
        if (pending == null || pending == NOT_DUE) {
            long next = windows.nextPublication(end, now);
            due.put(end, next);
            context.timerService().registerEventTimeTimer(next);
        }
        if (pending == null) {
            context.timerService().registerEventTimeTimer(windows.lastPublication(end));
        }
        TotalsTable table = totals.get(end);
        return table == null ? new TotalsTable(dimension.keyLength()) : table;
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<BucketTop> out)
            throws Exception {
        SeriesKey key = context.getCurrentKey();
        Windows windows = windows(key);
        Map<Long, Long> pending = new HashMap<>();
        due.entries().forEach(entry -> pending.put(entry.getKey(), entry.getValue()));
        for (Map.Entry<Long, Long> entry : pending.entrySet()) {
            long end = entry.getKey();
            boolean last = timestamp >= windows.lastPublication(end);
            if (last || entry.getValue() == timestamp) {
                publishWindow(end, last, context, out);
            }
        }
        publishHours(timestamp, windows, context, out);
    }

    private void publishWindow(
            long end, boolean last, OnTimerContext context, Collector<BucketTop> out)
            throws Exception {
        SeriesKey key = context.getCurrentKey();
        TotalsTable table = totals.get(end);
        publish(key, end, key.windowSeconds(), table, context, out);
        if (!last) {
            table.publish();
            totals.put(end, table);
            due.put(end, NOT_DUE);
            return;
        }
        Series one = seriesOf(key);
        if (one != null && one.hours()) {
            addToHour(one, end, table, windows(key), context);
        }
        totals.remove(end);
        due.remove(end);
    }

    private void addToHour(
            Series one, long end, TotalsTable table, Windows windows, OnTimerContext context)
            throws Exception {
        long hourEnd = Math.floorDiv(end - 1, HOUR_MILLIS) * HOUR_MILLIS + HOUR_MILLIS;
        TotalsTable hour = hours.get(hourEnd);
        if (hour == null) {
            hour = new TotalsTable(one.dimension().keyLength());
            context.timerService().registerEventTimeTimer(windows.lastPublication(hourEnd));
        }
        hour.addAll(table, one.room());
        hours.put(hourEnd, hour);
    }

    /** An hour is published once, when the last window in it is final. */
    private void publishHours(
            long timestamp, Windows windows, OnTimerContext context, Collector<BucketTop> out)
            throws Exception {
        List<Long> complete = new ArrayList<>();
        for (Long end : hours.keys()) {
            if (timestamp >= windows.lastPublication(end)) {
                complete.add(end);
            }
        }
        for (Long end : complete) {
            int seconds = (int) (HOUR_MILLIS / 1_000);
            publish(context.getCurrentKey(), end, seconds, hours.get(end), context, out);
            hours.remove(end);
        }
    }

    private void publish(
            SeriesKey key,
            long end,
            int windowSeconds,
            TotalsTable table,
            OnTimerContext context,
            Collector<BucketTop> out) {
        Series one = seriesOf(key);
        if (one == null) {
            return;
        }
        if (one.rollup()) {
            publishRollups(one, key, end, windowSeconds, table, context);
        }
        if (one.top() > 0) {
            List<TopEntry> best = BestEntries.of(table, one.top(), one.metric());
            out.collect(
                    new BucketTop(
                            key,
                            end,
                            windowSeconds,
                            best,
                            table.all(),
                            table.threshold(),
                            table.missedBefore()));
        }
    }

    private void publishRollups(
            Series one,
            SeriesKey key,
            long end,
            int windowSeconds,
            TotalsTable table,
            OnTimerContext context) {
        long start = end - 1_000L * windowSeconds;
        for (int row = 0; row < table.size(); row++) {
            if (table.isChanged(row)) {
                context.output(
                        ROLLUPS,
                        new Rollup(
                                one.dimension(),
                                start,
                                end,
                                table.key(row),
                                false,
                                key.bucket(),
                                table.traffic(row),
                                table.distinct(row),
                                speed(one, table, row)));
            }
        }
        if (table.isRefusedChanged()) {
            context.output(
                    ROLLUPS,
                    new Rollup(
                            one.dimension(),
                            start,
                            end,
                            TrafficKey.OTHER,
                            true,
                            key.bucket(),
                            table.refused(),
                            null,
                            0));
        }
    }

    private long speed(Series one, TotalsTable table, int row) {
        if (speeds == null || one.dimension() != Dimension.INTERFACE) {
            return 0;
        }
        TrafficKey key = table.key(row);
        return speeds.current().bitsPerSecond(key.first(), key.second(), key.third());
    }
}
