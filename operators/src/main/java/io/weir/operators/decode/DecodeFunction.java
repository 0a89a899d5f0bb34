package io.weir.operators.decode;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.session.ExporterSession;
import io.weir.codec.session.RecordListener;
import io.weir.codec.session.Transport;
import io.weir.operators.types.TransportSession;
import io.weir.udp.Datagram;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Decodes the datagrams of each exporter with the templates that it sent before, which are in keyed
 * state. One batch goes out per datagram that has flows.
 *
 * <p>The key is the address of the exporter, and for what came over TCP its connection: templates
 * of a connection are good for it alone, and end with it (RFC 7011 §8.4). Those of UDP that are not
 * received again in time are removed by timers on the watermark, which is receive time; so are
 * connections of which nothing more is heard, because a failure took their end.
 */
public final class DecodeFunction
        extends KeyedProcessFunction<TransportSession, Datagram, FlowBatch> {

    private static final long serialVersionUID = 1L;

    /**
     * Sessions with their compiled plans that a subtask keeps at a time. One that was dropped is
     * made again from state: this bounds what a flood of spoofed exporters takes.
     */
    private static final int MAX_SESSIONS = 10_000;

    private final DecodeLimits limits;
    private final int maxSessions;

    private transient TemplateState templates;
    private transient ConnectionState connections;
    private transient Map<TransportSession, LiveSession> sessions;
    private transient DecodeMetrics metrics;
    private transient FlowBatch batch;

    public DecodeFunction(DecodeLimits limits) {
        this(limits, MAX_SESSIONS);
    }

    DecodeFunction(DecodeLimits limits, int maxSessions) {
        this.limits = limits;
        this.maxSessions = maxSessions;
    }

    /** The key of the stage: what templates belong to. */
    public static TransportSession session(Datagram datagram) {
        return new TransportSession(
                datagram.sourceHigh(), datagram.sourceLow(), datagram.connection());
    }

    @Override
    public void open(OpenContext context) {
        templates = new TemplateState(getRuntimeContext().getMapState(TemplateState.DESCRIPTOR));
        connections =
                new ConnectionState(
                        getRuntimeContext().getState(ConnectionState.DESCRIPTOR),
                        limits.forgetConnectionsAfter().toMillis());
        sessions = new BoundedSessions(maxSessions);
        metrics = new DecodeMetrics(getRuntimeContext().getMetricGroup());
        batch = new FlowBatch();
    }

    @Override
    public void processElement(Datagram datagram, Context context, Collector<FlowBatch> out) {
        TransportSession key = context.getCurrentKey();
        if (datagram.endsConnection()) {
            forget(key, context.timerService());
            metrics.connectionEnded();
            return;
        }
        batch.setOrigin(
                datagram.sourceHigh(),
                datagram.sourceLow(),
                datagram.sourcePort(),
                datagram.receivedMillis());
        LiveSession session = session(key);
        metrics.begin(datagram);
        session.decoder.decode(datagram.payload(), batch);
        metrics.end(batch.size());
        if (key.isConnection()) {
            session.heard(datagram.receivedMillis(), connections, context.timerService());
        } else if (metrics.sawNewTemplate()) {
            long expiry = datagram.receivedMillis() + expireTemplatesAfterMillis();
            context.timerService().registerEventTimeTimer(roundUpToSecond(expiry));
        }
        if (batch.size() > 0) {
            out.collect(batch);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<FlowBatch> out) {
        TransportSession key = context.getCurrentKey();
        if (key.isConnection()) {
            forget(key, context.timerService());
            metrics.connectionForgotten();
            return;
        }
        long cutoff = timestamp - expireTemplatesAfterMillis();
        long earliest = session(key).decoder.expireTemplates(cutoff);
        if (earliest != Long.MAX_VALUE) {
            long expiry = roundUpToSecond(earliest + expireTemplatesAfterMillis() + 1);
            context.timerService().registerEventTimeTimer(expiry);
        }
    }

    private void forget(TransportSession connection, TimerService timers) {
        sessions.remove(connection);
        templates.clear();
        connections.clear(timers);
    }

    private long expireTemplatesAfterMillis() {
        return limits.expireTemplatesAfter().toMillis();
    }

    /** One timer for all templates of a second: Flink keeps equal timers of a key only once. */
    private static long roundUpToSecond(long millis) {
        return Math.floorDiv(millis + 999, 1_000) * 1_000;
    }

    /** The sessions that are in memory now. */
    int sessionCount() {
        return sessions.size();
    }

    private LiveSession session(TransportSession key) {
        LiveSession session = sessions.get(key);
        if (session == null) {
            Transport transport = key.isConnection() ? Transport.CONNECTION : Transport.DATAGRAMS;
            session =
                    new LiveSession(
                            new ExporterSession(
                                    templates,
                                    metrics,
                                    RecordListener.NONE,
                                    transport,
                                    limits.maxTemplates()));
            sessions.put(key, session);
        }
        return session;
    }

    /** A session in memory; what must outlive it is in state. */
    private static final class LiveSession {

        private final ExporterSession decoder;

        /** Until when the state of its connection needs no look. */
        private long heardUntil = Long.MIN_VALUE;

        LiveSession(ExporterSession decoder) {
            this.decoder = decoder;
        }

        void heard(long nowMillis, ConnectionState connections, TimerService timers) {
            if (nowMillis >= heardUntil) {
                heardUntil = connections.heard(nowMillis, timers);
            }
        }
    }

    private static final class BoundedSessions
            extends LinkedHashMap<TransportSession, LiveSession> {

        private static final long serialVersionUID = 1L;

        private final int maxSessions;

        BoundedSessions(int maxSessions) {
            super(16, 0.75f, true);
            this.maxSessions = maxSessions;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<TransportSession, LiveSession> eldest) {
            return size() > maxSessions;
        }
    }
}
