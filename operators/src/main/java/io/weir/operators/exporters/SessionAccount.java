package io.weir.operators.exporters;

import io.weir.codec.Malformation;
import io.weir.codec.clock.ClockStatus;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.options.OptionsKind;
import io.weir.codec.session.ExportMessage;
import io.weir.codec.session.ExporterSession;
import io.weir.codec.session.SessionCounter;
import io.weir.codec.session.SessionListener;
import io.weir.codec.sflow.CounterSample;
import io.weir.codec.template.Template;
import io.weir.operators.types.TransportSession;
import io.weir.udp.Datagram;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Counts what one session receives, in plain numbers: a datagram allocates nothing. What was
 * counted leaves as a part, whereupon it begins again at 0.
 *
 * <p>It hears what its session tells, and passes it on.
 */
@SuppressWarnings("EnumOrdinal") // indexes of arrays that never leave the process
public final class SessionAccount implements SessionListener {

    private static final SessionCounter[] COUNTERS = SessionCounter.values();
    private static final Malformation[] REASONS = Malformation.values();

    private final TransportSession session;
    private final SessionListener next;
    private final SessionAccounts accounts;

    /** Null until it is known. */
    private ExporterSession followed;

    private SequenceProgress sequences;

    /** Whether it will be asked to hand over what it counted. Only for {@link SessionAccounts}. */
    boolean listed;

    private boolean open;
    private long minuteMillis;
    private boolean fromEarlierRun;

    private long firstSeenMillis;
    private long lastSeenMillis;
    private long datagrams;
    private long octets;
    private long flows;
    private final long[] counters = new long[COUNTERS.length];
    private final long[] malformed = new long[REASONS.length];
    private final SourcePorts ports = new SourcePorts();
    private final DomainCounts domains = new DomainCounts();

    SessionAccount(TransportSession session, SessionListener next, SessionAccounts accounts) {
        this.session = session;
        this.next = next;
        this.accounts = accounts;
    }

    /** Takes the session, of which this asks what it knows. */
    public void follow(ExporterSession exporterSession) {
        followed = exporterSession;
        sequences = new SequenceProgress(exporterSession);
    }

    /** To be called before a datagram is decoded into the batch. */
    public void begin(Datagram datagram, FlowBatch batch) {
        long received = datagram.receivedMillis();
        boolean waited = accounts.waitedInQueue(received);
        long sinceMinute = received - minuteMillis;
        if (!open
                || sinceMinute < 0
                || sinceMinute >= ExporterPart.MINUTE_MILLIS
                || waited != fromEarlierRun) {
            roll(received, waited);
        }
        if (datagrams == 0) {
            firstSeenMillis = received;
            lastSeenMillis = received;
        } else {
            firstSeenMillis = Math.min(firstSeenMillis, received);
            lastSeenMillis = Math.max(lastSeenMillis, received);
        }
        datagrams++;
        octets += datagram.payload().length;
        ports.add(datagram.sourcePort());
        domains.begin(batch);
        sequences.begin();
    }

    /** To be called when the datagram has been decoded into the batch. */
    public void end(FlowBatch batch) {
        domains.end(batch);
        flows += batch.size();
    }

    /** Adds flows that are not of the datagram, but of sets that waited for it. */
    public void released(int more) {
        flows += more;
    }

    @Override
    public void count(SessionCounter counter, long amount) {
        if (!open && accounts.nowMillis() != SessionAccounts.NO_TIME) {
            roll(accounts.nowMillis(), false);
        }
        counters[counter.ordinal()] += amount;
        next.count(counter, amount);
    }

    @Override
    public void malformed(Malformation reason, int offset) {
        malformed[reason.ordinal()]++;
        next.malformed(reason, offset);
    }

    @Override
    public void setWithoutTemplate(long domain, int templateId, int bytes) {
        next.setWithoutTemplate(domain, templateId, bytes);
    }

    @Override
    public void waitingSetMalformed(long domain, int templateId, Malformation reason) {
        next.waitingSetMalformed(domain, templateId, reason);
    }

    @Override
    public void optionsRecord(
            ExportMessage message,
            OptionsKind kind,
            Template template,
            byte[] bytes,
            int from,
            int to) {
        accounts.emit(
                accounts.options()
                        .read(session, lastSeenMillis, message, kind, template, bytes, from, to));
        next.optionsRecord(message, kind, template, bytes, from, to);
    }

    @Override
    public void counterSample(CounterSample sample) {
        next.counterSample(sample);
    }

    private void roll(long millis, boolean waited) {
        close();
        open = true;
        minuteMillis = ExporterPart.minuteOf(millis);
        fromEarlierRun = waited;
        accounts.opened(this, minuteMillis);
    }

    /** Hands over what was counted, if anything was. */
    void close() {
        if (!open) {
            return;
        }
        open = false;
        accounts.emit(part());
        datagrams = 0;
        octets = 0;
        flows = 0;
        Arrays.fill(counters, 0);
        Arrays.fill(malformed, 0);
        ports.clear();
        domains.clear();
    }

    private ExporterPart part() {
        Set<ExportProtocol> protocols = domains.protocols();
        return new ExporterPart(
                session,
                minuteMillis,
                fromEarlierRun ? ExporterPart.EARLIER_RUN : accounts.run(),
                new ExporterActivity(
                        firstSeenMillis,
                        lastSeenMillis,
                        new Accounts(datagrams, octets, flows, malformedByLabel(), countersById()),
                        protocols,
                        sequences.addTo(domains.toList()),
                        ports.toSet(),
                        Map.of(session.number(), followed.templateCount()),
                        clockSkewMillis()));
    }

    /** The skew of the clock that was heard last. */
    private long clockSkewMillis() {
        return followed.clocks().stream()
                .filter(clock -> clock.receivedMillis() >= minuteMillis)
                .max(Comparator.comparingLong(ClockStatus::receivedMillis))
                .map(ClockStatus::skewMillis)
                .orElse(ExporterActivity.SKEW_UNKNOWN);
    }

    private Map<String, Long> malformedByLabel() {
        Map<String, Long> counts = new HashMap<>();
        for (Malformation reason : REASONS) {
            if (malformed[reason.ordinal()] > 0) {
                counts.put(reason.label(), malformed[reason.ordinal()]);
            }
        }
        return counts;
    }

    private Map<String, Long> countersById() {
        Map<String, Long> counts = new HashMap<>();
        for (SessionCounter counter : COUNTERS) {
            if (counters[counter.ordinal()] > 0) {
                counts.put(counter.id(), counters[counter.ordinal()]);
            }
        }
        return counts;
    }
}
