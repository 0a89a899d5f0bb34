package io.weir.operators.detect;

import io.weir.codec.IpAddress;
import io.weir.operators.detect.Finding.Role;
import io.weir.operators.exporters.ExporterNotice;
import io.weir.operators.exporters.ExporterSilence;
import io.weir.operators.exporters.ExporterSilence.Change;
import io.weir.operators.traffic.Traffic;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Finds exporters that fell silent, and again every {@link Repetition#STEP_MILLIS} as long as they
 * are, with the seconds of their silence: so the alert stays open and grows until they are back, or
 * have been silent for so long that they are forgotten.
 */
public final class SilentExporters
        extends KeyedProcessFunction<IpAddress, ExporterNotice, Finding> {

    public static final Rule RULE =
            new Rule("silent-exporter", "Exporter that fell silent", "anomaly", 60, null);

    private static final long serialVersionUID = 1L;

    private final Duration forgetAfter;

    /** When the last datagram before the silence was received; null if there is none. */
    private transient ValueState<Long> silentSince;

    /**
     * @param forgetAfter after this time of silence nothing is expected any more
     */
    public SilentExporters(Duration forgetAfter) {
        this.forgetAfter = forgetAfter;
    }

    @Override
    public void open(OpenContext context) {
        silentSince =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "silent-since", LongSerializer.INSTANCE));
    }

    @Override
    public void processElement(ExporterNotice notice, Context context, Collector<Finding> out)
            throws Exception {
        if (!(notice instanceof ExporterSilence silence)) {
            return;
        }
        if (silence.change() == Change.BACK) {
            silentSince.clear();
            return;
        }
        silentSince.update(silence.sinceMillis());
        out.collect(finding(silence.exporter(), silence.sinceMillis(), silence.timeMillis()));
        context.timerService()
                .registerEventTimeTimer(silence.timeMillis() + Repetition.STEP_MILLIS);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Finding> out)
            throws Exception {
        Long since = silentSince.value();
        if (since == null) {
            return;
        }
        if (timestamp - since > forgetAfter.toMillis()) {
            silentSince.clear();
            return;
        }
        out.collect(finding(context.getCurrentKey(), since, timestamp));
        context.timerService().registerEventTimeTimer(timestamp + Repetition.STEP_MILLIS);
    }

    private static Finding finding(IpAddress exporter, long sinceMillis, long nowMillis) {
        return new Finding(
                RULE,
                exporter,
                Role.EXPORTER,
                "",
                (nowMillis - sinceMillis) / 1_000,
                "seconds",
                sinceMillis,
                nowMillis,
                nowMillis,
                Traffic.NONE,
                0,
                Sample.NONE.withExporters(List.of(exporter)));
    }
}
