package io.weir.operators.decode;

import io.weir.codec.element.InformationElements;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.raw.OriginalRecords;
import io.weir.codec.session.ExporterSession;
import io.weir.codec.session.RecordListener;
import io.weir.codec.session.SharedAllowance;
import io.weir.codec.session.Transport;
import io.weir.operators.exporters.ExporterNotice;
import io.weir.operators.exporters.ExporterNoticeSerializer;
import io.weir.operators.exporters.ReceptionRunState;
import io.weir.operators.exporters.SessionAccount;
import io.weir.operators.exporters.SessionAccounts;
import io.weir.operators.types.TransportSession;
import io.weir.udp.Datagram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Decodes the datagrams of each exporter with what it taught before, which is in keyed state. One
 * batch goes out per datagram that has flows, and behind it one per data set that has waited for
 * the templates in the datagram.
 *
 * <p>The key is the exporter ({@link ExporterIdentity}), and for what came over TCP its connection:
 * templates of a connection are good for it alone, and end with it (RFC 7011 §8.4). Templates of
 * UDP that are not received again in time, data sets that wait for too long, and exporters of which
 * nothing more is heard are removed by timers on the watermark.
 *
 * <p>What changes with every datagram is kept in memory and written to state before each snapshot:
 * that is why this is an operator, which may choose the key whose state it writes, and not a
 * function.
 */
public final class DecodeOperator extends AbstractStreamOperator<FlowBatch>
        implements OneInputStreamOperator<Datagram, FlowBatch> {

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
    private final boolean keepsOriginals;

    private transient SessionState state;
    private transient KnownExporters exporters;
    private transient ExpiryTimers templateExpiry;
    private transient ExpiryTimers waitingExpiry;
    private transient SharedAllowance allowance;
    private transient LiveSessions sessions;
    private transient DecodeMetrics account;
    private transient ReceptionRunState run;
    private transient SessionAccounts exporterAccounts;
    private transient RecordListener records;
    private transient FlowBatch batch;
    private transient StreamRecord<FlowBatch> record;

    public DecodeOperator(DecodeLimits limits) {
        this(limits, MAX_SESSIONS);
    }

    DecodeOperator(DecodeLimits limits, int maxSessions) {
        this(limits, maxSessions, false);
    }

    private DecodeOperator(DecodeLimits limits, int maxSessions, boolean keepsOriginals) {
        this.limits = limits;
        this.maxSessions = maxSessions;
        this.keepsOriginals = keepsOriginals;
    }

    /** One whose flows have the elements of their records ({@link OriginalRecords}). */
    public static DecodeOperator keepingOriginals(DecodeLimits limits) {
        return new DecodeOperator(limits, MAX_SESSIONS, true);
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
        templateExpiry = ExpiryTimers.of("template-expiry", this, this::expireTemplates);
        waitingExpiry = ExpiryTimers.of("waiting-expiry", this, this::expireWaiting);
        exporters =
                new KnownExporters(
                        getRuntimeContext().getState(KnownExporters.DESCRIPTOR),
                        ExpiryTimers.of("exporter-expiry", this, this::forgetSilent),
                        limits);
        allowance =
                new SharedAllowance(limits.subtask().templates(), limits.subtask().waitingBytes());
        sessions = new LiveSessions(maxSessions, this::flush);
        account = new DecodeMetrics(getMetricGroup());
        exporterAccounts = new SessionAccounts(run.run(), this::emit);
        records =
                keepsOriginals
                        ? new OriginalRecords(InformationElements.builtIn())
                        : RecordListener.NONE;
        batch = new FlowBatch();
        record = new StreamRecord<>(batch);
        claimState();
        registerGauges(getMetricGroup());
    }

    /**
     * Counts what is in state against the limits of the subtask, and sets all timers: of keys that
     * come from a job that was drained they are gone.
     */
    private void claimState() throws Exception {
        this.<TransportSession>getKeyedStateBackend()
                .applyToAllKeys(
                        VoidNamespace.INSTANCE,
                        VoidNamespaceSerializer.INSTANCE,
                        KnownExporters.DESCRIPTOR,
                        (key, lifetime) -> {
                            exporters.claim();
                            ExporterSession session = newSession(key).decoder;
                            session.claim();
                            setWaitingTimer(session);
                            if (!key.isConnection()) {
                                setTemplateTimer(session.expireTemplates(Long.MIN_VALUE));
                            }
                        });
        account.restored(allowance.waitingSets());
    }

    private void registerGauges(MetricGroup group) {
        group.gauge(DecodeMetric.WAITING_SETS.id(), allowance::waitingSets);
        group.gauge(DecodeMetric.WAITING_BYTES.id(), allowance::waitingBytes);
        group.gauge(DecodeMetric.TEMPLATES_KNOWN.id(), allowance::templates);
        group.gauge(DecodeMetric.EXPORTERS_KNOWN.id(), exporters::count);
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
        LiveSession session = sessions.find(key);
        if (session == null) {
            if (!exporters.hasRoom() && !exporters.isKnown()) {
                account.refused(datagram);
                return;
            }
            session = newSession(key);
            sessions.add(key, session);
        }
        decode(datagram, session);
        remember(key, session, datagram.receivedMillis());
    }

    private void decode(Datagram datagram, LiveSession session) {
        session.received();
        account.begin(datagram);
        batch.setOrigin(
                datagram.sourceHigh(),
                datagram.sourceLow(),
                datagram.sourcePort(),
                datagram.receivedMillis());
        session.account.begin(datagram, batch);
        session.decoder.decode(datagram.payload(), batch);
        session.account.end(batch);
        emit();
        while (session.decoder.decodeReleased(batch)) {
            session.account.released(batch.size());
            emit();
        }
        account.end();
    }

    /** What waited goes out with its own receive time, though the watermark may be beyond it. */
    private void emit() {
        account.flows(batch.size());
        if (batch.size() > 0) {
            record.setTimestamp(batch.receivedMillis());
            output.collect(record);
        }
    }

    private void remember(TransportSession key, LiveSession session, long nowMillis) {
        if (account.sawNewTemplate() && !key.isConnection()) {
            setTemplateTimer(nowMillis);
        }
        if (account.sawSetWithoutTemplate()) {
            setWaitingTimer(session.decoder);
        }
        boolean due = !session.isHeardUntil(nowMillis) || account.sawNewTemplate();
        // Who sends nothing that can be used is not remembered for longer.
        if (due && !(account.sawNothingOfUse() && exporters.isKnown())) {
            boolean taught = session.decoder.knowsTemplates();
            session.setHeardUntil(exporters.heard(key, taught, nowMillis));
        }
    }

    private TransportSession currentKey() {
        return (TransportSession) getCurrentKey();
    }

    /**
     * @param earliest when the first of the templates was received that may expire
     */
    private void setTemplateTimer(long earliest) {
        if (earliest != Long.MAX_VALUE) {
            templateExpiry.at(earliest + limits.remembrance().templates().toMillis() + 1);
        }
    }

    private void expireTemplates(TransportSession key, long dueMillis) {
        LiveSession session = sessionOf(key);
        long cutoff = dueMillis - limits.remembrance().templates().toMillis();
        setTemplateTimer(session.decoder.expireTemplates(cutoff));
    }

    private void setWaitingTimer(ExporterSession session) {
        long earliest = session.earliestWaiting();
        if (earliest != Long.MAX_VALUE) {
            waitingExpiry.at(earliest + limits.session().waitingAge().toMillis() + 1);
        }
    }

    private void expireWaiting(TransportSession key, long dueMillis) {
        ExporterSession session = sessionOf(key).decoder;
        session.expireWaiting(dueMillis - limits.session().waitingAge().toMillis());
        setWaitingTimer(session);
    }

    private void forgetSilent(TransportSession key, long dueMillis) {
        forget(key);
        account.forgotten(key);
    }

    private void forget(TransportSession key) {
        sessionOf(key).decoder.forget();
        sessions.remove(key);
        exporters.forget();
        state.clear();
    }

    /**
     * The session of the key, which may be one for this call only: a timer is no sign that its
     * exporter will need it soon.
     */
    private LiveSession sessionOf(TransportSession key) {
        LiveSession session = sessions.find(key);
        return session == null ? newSession(key) : session;
    }

    private void emit(ExporterNotice notice) {
        output.collect(NOTICES, new StreamRecord<>(notice, notice.timeMillis()));
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
        SessionAccount told = exporterAccounts.of(key, account);
        ExporterSession session =
                new ExporterSession(state, told, records, transport, limits.session(), allowance);
        told.follow(session);
        return new LiveSession(session, told);
    }

    private void flush(TransportSession key, LiveSession session) {
        Object current = getCurrentKey();
        setCurrentKey(key);
        session.flush();
        if (current != null) {
            setCurrentKey(current);
        }
    }

    /** The exporters and connections that are in state now. */
    int exporterCount() {
        return exporters.count();
    }

    /** The templates that are in state now. */
    long templateCount() {
        return allowance.templates();
    }

    /** The sessions that are in memory now. */
    int sessionCount() {
        return sessions.count();
    }
}
