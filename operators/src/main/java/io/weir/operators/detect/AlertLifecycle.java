package io.weir.operators.detect;

import io.weir.operators.detect.DetectSerializers.OpenAlertSerializer;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Makes alerts of findings: opened with the first, told again each time the count has grown
 * tenfold, closed when no finding came for a while. Keyed by {@link Finding#alertKey}.
 */
public final class AlertLifecycle extends KeyedProcessFunction<String, Finding, Alert> {

    private static final long serialVersionUID = 1L;
    private static final long GROWTH = 10;
    private static final long NEVER = Long.MAX_VALUE;

    private final long closeAfterMillis;

    private transient ValueState<OpenAlert> state;

    /**
     * @param closeAfter how long without a finding until an alert is closed
     */
    public AlertLifecycle(Duration closeAfter) {
        this.closeAfterMillis = closeAfter.toMillis();
    }

    @Override
    public void open(OpenContext context) {
        state =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>("alert", OpenAlertSerializer.INSTANCE));
    }

    @Override
    public void processElement(Finding finding, Context context, Collector<Alert> out)
            throws Exception {
        OpenAlert open = state.value();
        long seenMillis = finding.triggerReceivedMillis();
        if (open != null && seenMillis > open.lastSeenMillis() + closeAfterMillis) {
            // Its timer is due, but the watermark may lag: alerts do not depend on by how much.
            close(open, out);
            open = null;
        }
        if (open == null) {
            String id = finding.alertKey() + "/" + seenMillis;
            open = new OpenAlert(id, seenMillis, 1, nextCount(finding), seenMillis, finding);
            out.collect(open.toAlert(Alert.Status.OPEN));
            context.timerService().registerEventTimeTimer(seenMillis + closeAfterMillis);
        } else if (finding.count() >= open.nextCount() && open.nextCount() != NEVER) {
            open = next(open, nextCount(finding), seenMillis, finding);
            out.collect(open.toAlert(Alert.Status.UPDATED));
        } else {
            open =
                    new OpenAlert(
                            open.id(),
                            open.openedMillis(),
                            open.revision(),
                            open.nextCount(),
                            Math.max(open.lastSeenMillis(), seenMillis),
                            finding);
        }
        state.update(open);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Alert> out)
            throws Exception {
        OpenAlert open = state.value();
        if (open == null) {
            return;
        }
        long closing = open.lastSeenMillis() + closeAfterMillis;
        if (closing > timestamp) {
            context.timerService().registerEventTimeTimer(closing);
            return;
        }
        close(open, out);
        state.clear();
    }

    private static void close(OpenAlert open, Collector<Alert> out) {
        out.collect(
                next(open, open.nextCount(), open.lastSeenMillis(), open.latest())
                        .toAlert(Alert.Status.CLOSED));
    }

    private static OpenAlert next(
            OpenAlert open, long nextCount, long seenMillis, Finding finding) {
        return new OpenAlert(
                open.id(),
                open.openedMillis(),
                open.revision() + 1,
                nextCount,
                Math.max(open.lastSeenMillis(), seenMillis),
                finding);
    }

    private static long nextCount(Finding finding) {
        long count = Math.max(1, finding.count());
        return count <= Long.MAX_VALUE / GROWTH ? count * GROWTH : NEVER;
    }
}
