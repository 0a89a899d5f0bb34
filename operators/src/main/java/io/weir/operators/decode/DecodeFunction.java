package io.weir.operators.decode;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.session.ExporterSession;
import io.weir.udp.Datagram;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Decodes the datagrams of each exporter with the templates that it sent before, which are in keyed
 * state. One batch goes out per datagram that has flows.
 *
 * <p>The key is the address of the exporter. Templates that are not received again in time are
 * removed by timers on the watermark, which is receive time.
 */
public final class DecodeFunction extends KeyedProcessFunction<IpAddress, Datagram, FlowBatch> {

    private static final long serialVersionUID = 1L;

    /**
     * Sessions with their compiled plans that a subtask keeps at a time. One that was dropped is
     * made again from state: this bounds what a flood of spoofed exporters takes.
     */
    private static final int MAX_SESSIONS = 10_000;

    private final long expireTemplatesAfterMillis;
    private final int maxTemplatesPerExporter;
    private final int maxSessions;

    private transient TemplateState templates;
    private transient Map<IpAddress, ExporterSession> sessions;
    private transient DecodeMetrics metrics;
    private transient FlowBatch batch;

    public DecodeFunction(Duration expireTemplatesAfter, int maxTemplatesPerExporter) {
        this(expireTemplatesAfter, maxTemplatesPerExporter, MAX_SESSIONS);
    }

    DecodeFunction(Duration expireTemplatesAfter, int maxTemplatesPerExporter, int maxSessions) {
        this.expireTemplatesAfterMillis = expireTemplatesAfter.toMillis();
        this.maxTemplatesPerExporter = maxTemplatesPerExporter;
        this.maxSessions = maxSessions;
    }

    /** The key of the stage: the exporter's address. */
    public static IpAddress exporter(Datagram datagram) {
        return new IpAddress(datagram.sourceHigh(), datagram.sourceLow());
    }

    @Override
    public void open(OpenContext context) {
        templates = new TemplateState(getRuntimeContext().getMapState(TemplateState.DESCRIPTOR));
        sessions = new BoundedSessions(maxSessions);
        metrics = new DecodeMetrics(getRuntimeContext().getMetricGroup());
        batch = new FlowBatch();
    }

    @Override
    public void processElement(Datagram datagram, Context context, Collector<FlowBatch> out) {
        batch.setOrigin(
                datagram.sourceHigh(),
                datagram.sourceLow(),
                datagram.sourcePort(),
                datagram.receivedMillis());
        metrics.begin(datagram);
        session(context.getCurrentKey()).decode(datagram.payload(), batch);
        metrics.end(batch.size());
        if (metrics.sawNewTemplate()) {
            long expiry = datagram.receivedMillis() + expireTemplatesAfterMillis;
            context.timerService().registerEventTimeTimer(roundUpToSecond(expiry));
        }
        if (batch.size() > 0) {
            out.collect(batch);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<FlowBatch> out) {
        long cutoff = timestamp - expireTemplatesAfterMillis;
        long earliest = session(context.getCurrentKey()).expireTemplates(cutoff);
        if (earliest != Long.MAX_VALUE) {
            long expiry = roundUpToSecond(earliest + expireTemplatesAfterMillis + 1);
            context.timerService().registerEventTimeTimer(expiry);
        }
    }

    /** One timer for all templates of a second: Flink keeps equal timers of a key only once. */
    private static long roundUpToSecond(long millis) {
        return Math.floorDiv(millis + 999, 1_000) * 1_000;
    }

    /** The sessions that are in memory now. */
    int sessionCount() {
        return sessions.size();
    }

    private ExporterSession session(IpAddress exporter) {
        ExporterSession session = sessions.get(exporter);
        if (session == null) {
            session = new ExporterSession(templates, metrics, maxTemplatesPerExporter);
            sessions.put(exporter, session);
        }
        return session;
    }

    private static final class BoundedSessions extends LinkedHashMap<IpAddress, ExporterSession> {

        private static final long serialVersionUID = 1L;

        private final int maxSessions;

        BoundedSessions(int maxSessions) {
            super(16, 0.75f, true);
            this.maxSessions = maxSessions;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<IpAddress, ExporterSession> eldest) {
            return size() > maxSessions;
        }
    }
}
