package io.weir.operators.exporters;

import io.weir.codec.IpAddress;
import io.weir.operators.exporters.InventorySerializers.ActivitySerializer;
import io.weir.operators.exporters.InventorySerializers.RowSerializer;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Folds the parts of each exporter into minutes, and knows which exporters there are: tells when
 * one falls silent and is back, and what was missed of it while the job did not run. Other notices
 * pass through.
 *
 * <p>A minute is told when the watermark is {@value #GRACE_MILLIS} ms past its end, or at the end
 * of the input. Parts that come later count in the minute of the watermark, so that the minutes of
 * an exporter always add up to what came of it.
 *
 * <p>State per exporter: one row, and the minutes that are not told yet, which are two at most.
 */
public final class ExporterInventory
        extends KeyedProcessFunction<IpAddress, ExporterNotice, ExporterNotice> {

    /** How long after its end a minute is told. */
    static final long GRACE_MILLIS = 5_000;

    private static final long serialVersionUID = 1L;

    private final ExporterRules rules;

    private transient ValueState<ExporterRow> exporter;
    private transient MapState<Long, ExporterActivity> minutes;

    /** Since when silence means something; known with the first element or timer. */
    private transient long listeningSinceMillis;

    public ExporterInventory(ExporterRules rules) {
        this.rules = rules;
    }

    @Override
    public void open(OpenContext context) {
        exporter =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("exporter", RowSerializer.INSTANCE));
        minutes =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        "minutes",
                                        LongSerializer.INSTANCE,
                                        ActivitySerializer.INSTANCE));
        listeningSinceMillis = Long.MIN_VALUE;
    }

    @Override
    public void processElement(
            ExporterNotice notice, Context context, Collector<ExporterNotice> out)
            throws Exception {
        noteStart(context.timerService());
        if (notice instanceof ExporterPart part) {
            count(part, context.timerService());
            if (part.activity().isHeard()) {
                hear(part, context.timerService(), out);
            }
        } else {
            out.collect(notice);
        }
    }

    /**
     * Live, nothing can be said of the time before this run. Receive times are of the clock that is
     * read here; of an input that waits for the job, nothing is missed and no clock is read.
     */
    private void noteStart(TimerService time) {
        if (rules.missesWhileStopped() && listeningSinceMillis == Long.MIN_VALUE) {
            listeningSinceMillis = time.currentProcessingTime();
        }
    }

    private void count(ExporterPart part, TimerService time) throws Exception {
        long minute = part.minuteMillis();
        if (tellAt(minute) <= time.currentWatermark()) {
            minute = ExporterPart.minuteOf(time.currentWatermark());
        }
        ExporterActivity before = minutes.get(minute);
        if (before == null) {
            time.registerEventTimeTimer(tellAt(minute));
            before = ExporterActivity.NONE;
        }
        minutes.put(minute, before.then(part.activity()));
    }

    private static long tellAt(long minuteMillis) {
        return minuteMillis + ExporterPart.MINUTE_MILLIS + GRACE_MILLIS;
    }

    private void hear(ExporterPart part, TimerService time, Collector<ExporterNotice> out)
            throws Exception {
        ExporterRow before = exporter.value();
        ExporterRow row =
                before == null ? ExporterRow.first(part.activity()) : before.heard(part.activity());
        boolean back = before != null && before.silent();
        if (back) {
            long now = part.activity().firstSeenMillis();
            row = row.viewed(now);
            out.collect(
                    new ExporterSilence(
                            part.exporter(),
                            ExporterSilence.Change.BACK,
                            now,
                            before.lastSeenMillis()));
            out.collect(view(part.exporter(), row, now));
        }
        if (rules.missesWhileStopped() && !part.session().isConnection()) {
            row = receive(row, part, out);
        }
        if (back || row.checkAtMillis() == ExporterRow.NO_CHECK) {
            row = checkLater(row, time);
        }
        exporter.update(row);
    }

    private static ExporterRow receive(
            ExporterRow row, ExporterPart part, Collector<ExporterNotice> out) {
        Reception last = row.receptions().get(part.session().port());
        if (last == null) {
            return row.received(part.session().port(), Reception.of(part));
        }
        if (last.isInterruptedBy(part)) {
            out.collect(last.gapTo(part));
        }
        return row.received(part.session().port(), last.then(part));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<ExporterNotice> out)
            throws Exception {
        noteStart(context.timerService());
        for (long minute : minutesToTell(timestamp)) {
            tell(new ExporterMinute(context.getCurrentKey(), minute, minutes.get(minute)), out);
            minutes.remove(minute);
        }
        // The end of the input says nothing of the silence of anybody.
        if (context.timerService().currentWatermark() != Long.MAX_VALUE) {
            check(context.getCurrentKey(), timestamp, context.timerService(), out);
        }
    }

    private List<Long> minutesToTell(long nowMillis) throws Exception {
        List<Long> due = new ArrayList<>();
        for (Long minute : minutes.keys()) {
            if (tellAt(minute) <= nowMillis) {
                due.add(minute);
            }
        }
        due.sort(null);
        return due;
    }

    private void tell(ExporterMinute minute, Collector<ExporterNotice> out) throws Exception {
        out.collect(minute);
        ExporterRow row = exporter.value();
        if (row != null) {
            row = row.told(minute).viewed(minute.endMillis());
            exporter.update(row);
            out.collect(view(minute.exporter(), row, minute.endMillis()));
        }
    }

    private void check(
            IpAddress address, long nowMillis, TimerService time, Collector<ExporterNotice> out)
            throws Exception {
        ExporterRow row = exporter.value();
        if (row == null || row.checkAtMillis() > nowMillis) {
            return;
        }
        if (nowMillis >= quietFor(row, keepMillis(row))) {
            exporter.clear();
            return;
        }
        if (silenceIsTold() && !row.silent() && nowMillis >= silentAt(row)) {
            row = row.fallenSilent().viewed(nowMillis);
            out.collect(
                    new ExporterSilence(
                            address,
                            ExporterSilence.Change.SILENT,
                            nowMillis,
                            row.lastSeenMillis()));
            out.collect(view(address, row, nowMillis));
        }
        exporter.update(checkLater(row, time));
    }

    private ExporterRow checkLater(ExporterRow row, TimerService time) {
        long at = silenceIsTold() && !row.silent() ? silentAt(row) : quietFor(row, keepMillis(row));
        time.registerEventTimeTimer(at);
        return row.checkAt(at);
    }

    private long keepMillis(ExporterRow row) {
        return rules.remembrance()
                .keepMillis(
                        row.lastMinute().templateCount() > 0,
                        row.lastSeenMillis() - row.firstSeenMillis());
    }

    private boolean silenceIsTold() {
        return !rules.silentAfter().isZero();
    }

    private long silentAt(ExporterRow row) {
        return quietFor(row, rules.silentAfter().toMillis());
    }

    /**
     * When nothing will have come for this long, at the end of the minute: only then all parts of
     * the time before are here.
     */
    private long quietFor(ExporterRow row, long millis) {
        long quietSince = Math.max(row.lastSeenMillis(), listeningSinceMillis);
        return ExporterPart.minuteOf(quietSince + millis + ExporterPart.MINUTE_MILLIS - 1);
    }

    private static ExporterView view(IpAddress address, ExporterRow row, long nowMillis) {
        return new ExporterView(
                address,
                nowMillis,
                row.revision(),
                row.silent(),
                row.firstSeenMillis(),
                row.lastSeenMillis(),
                row.totals(),
                row.minuteMillis(),
                row.lastMinute());
    }
}
