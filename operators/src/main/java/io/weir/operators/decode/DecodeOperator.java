package io.weir.operators.decode;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.session.ExporterSession;
import io.weir.codec.session.RecordListener;
import io.weir.codec.session.Transport;
import io.weir.operators.exporters.ExporterNotice;
import io.weir.operators.exporters.ExporterNoticeSerializer;
import io.weir.operators.exporters.ExporterPart;
import io.weir.operators.exporters.ReceptionRunState;
import io.weir.operators.exporters.SessionAccount;
import io.weir.operators.exporters.SessionAccounts;
import io.weir.operators.types.TransportSession;
import io.weir.udp.Datagram;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Decodes the datagrams of each exporter with what it taught before, which is in keyed state. One
 * batch goes out per datagram that has flows.
 *
 * <p>The key is the address of the exporter, and for what came over TCP its connection: templates
 * of a connection are good for it alone, and end with it (RFC 7011 §8.4). Those of UDP that are not
 * received again in time are removed by timers on the watermark, which is receive time; so are
 * connections of which nothing more is heard, because a failure took their end.
 *
 * <p>What changes with every datagram is kept in memory and written to state before each snapshot:
 * that is why this is an operator, which may choose the key whose state it writes, and not a
 * function.
 */
public final class DecodeOperator extends AbstractStreamOperator<FlowBatch>
        implements OneInputStreamOperator<Datagram, FlowBatch>,
                Triggerable<TransportSession, VoidNamespace> {

    /** The side output of what is to be told of exporters. */
    public static final OutputTag<ExporterNotice> NOTICES =
            new OutputTag<>("exporter-notices", ExporterNoticeSerializer.TYPE);

    private static final long serialVersionUID = 1L;

    /**
     * Sessions with their compiled plans that a subtask keeps at a time. One that was dropped is
     * made again from state: this bounds what a flood of spoofed exporters takes.
     */
    private static final int MAX_SESSIONS = 10_000;

    private final DecodeLimits limits;
    private final int maxSessions;

    private transient SessionState state;
    private transient ConnectionState connections;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient LiveSessions sessions;
    private transient DecodeMetrics account;
    private transient ReceptionRunState run;
    private transient SessionAccounts exporterAccounts;
    private transient FlowBatch batch;
    private transient StreamRecord<FlowBatch> record;

    public DecodeOperator(DecodeLimits limits) {
        this(limits, MAX_SESSIONS);
    }

    DecodeOperator(DecodeLimits limits, int maxSessions) {
        this.limits = limits;
        this.maxSessions = maxSessions;
    }

    /** The key of the stage: what templates belong to. */
    public static TransportSession session(Datagram datagram) {
        return new TransportSession(
                datagram.sourceHigh(), datagram.sourceLow(), datagram.connection());
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        run = ReceptionRunState.of(context);
    }

    @Override
    public void open() throws Exception {
        super.open();
        state = new SessionState(getRuntimeContext());
        timers = getInternalTimerService("expiry", VoidNamespaceSerializer.INSTANCE, this);
        connections =
                new ConnectionState(
                        getRuntimeContext().getState(ConnectionState.DESCRIPTOR),
                        limits.forgetConnectionsAfter().toMillis());
        sessions = new LiveSessions(maxSessions, this::newSession, this::flush);
        account = new DecodeMetrics(getMetricGroup());
        exporterAccounts = new SessionAccounts(run.run(), this::emit);
        batch = new FlowBatch();
        record = new StreamRecord<>(batch);
    }

    @Override
    public void processElement(StreamRecord<Datagram> element) {
        Datagram datagram = element.getValue();
        TransportSession key = currentKey();
        if (datagram.endsConnection()) {
            forget(key);
            account.connectionEnded();
            return;
        }
        batch.setOrigin(
                datagram.sourceHigh(),
                datagram.sourceLow(),
                datagram.sourcePort(),
                datagram.receivedMillis());
        LiveSession session = sessions.of(key);
        session.received();
        account.begin(datagram);
        session.account.begin(datagram, batch);
        session.decoder.decode(datagram.payload(), batch);
        session.account.end(batch);
        account.end(batch.size());
        if (key.isConnection()) {
            heard(session, datagram.receivedMillis());
        } else if (account.sawNewTemplate()) {
            expireTemplatesAt(datagram.receivedMillis() + expireTemplatesAfterMillis());
        }
        if (batch.size() > 0) {
            record.setTimestamp(datagram.receivedMillis());
            output.collect(record);
        }
    }

    private TransportSession currentKey() {
        return (TransportSession) getCurrentKey();
    }

    private void heard(LiveSession session, long nowMillis) {
        if (!session.isHeardUntil(nowMillis)) {
            session.setHeardUntil(connections.heard(nowMillis, timers));
        }
    }

    @Override
    public void onEventTime(InternalTimer<TransportSession, VoidNamespace> timer) {
        if (timers.currentWatermark() == Long.MAX_VALUE) {
            return; // the end of the input says nothing of the age of anything
        }
        TransportSession key = timer.getKey();
        if (key.isConnection()) {
            forget(key);
            account.connectionForgotten();
            return;
        }
        long cutoff = timer.getTimestamp() - expireTemplatesAfterMillis();
        long earliest = sessions.of(key).decoder.expireTemplates(cutoff);
        if (earliest != Long.MAX_VALUE) {
            expireTemplatesAt(earliest + expireTemplatesAfterMillis() + 1);
        }
    }

    @Override
    public void onProcessingTime(InternalTimer<TransportSession, VoidNamespace> timer) {
        throw new IllegalStateException("There are no timers on processing time.");
    }

    private void forget(TransportSession connection) {
        sessions.remove(connection);
        state.clear();
        connections.clear(timers);
    }

    private long expireTemplatesAfterMillis() {
        return limits.expireTemplatesAfter().toMillis();
    }

    /** One timer for all templates of a second: Flink keeps equal timers of a key only once. */
    private void expireTemplatesAt(long millis) {
        long second = Math.floorDiv(millis + 999, 1_000) * 1_000;
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, second);
    }

    private void emit(ExporterPart part) {
        output.collect(NOTICES, new StreamRecord<>(part, part.timeMillis()));
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        exporterAccounts.beforeWatermark(mark.getTimestamp());
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        exporterAccounts.flush();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        sessions.flush();
        run.save(getProcessingTimeService().getCurrentProcessingTime());
        super.snapshotState(context);
    }

    private LiveSession newSession(TransportSession key) {
        Transport transport = key.isConnection() ? Transport.CONNECTION : Transport.DATAGRAMS;
        SessionAccount counts = exporterAccounts.of(key, account);
        ExporterSession session =
                new ExporterSession(
                        state, counts, RecordListener.NONE, transport, limits.session());
        counts.countTemplatesBy(session::templateCount);
        return new LiveSession(session, counts);
    }

    private void flush(TransportSession key, LiveSession session) {
        Object current = getCurrentKey();
        setCurrentKey(key);
        session.flush();
        if (current != null) {
            setCurrentKey(current);
        }
    }

    /** The sessions that are in memory now. */
    int sessionCount() {
        return sessions.count();
    }
}
