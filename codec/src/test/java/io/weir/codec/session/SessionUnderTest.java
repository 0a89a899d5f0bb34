package io.weir.codec.session;

import io.weir.codec.IpAddress;
import io.weir.codec.Malformation;
import io.weir.codec.element.InformationElements;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.options.OptionsKind;
import io.weir.codec.raw.RawRecordReader;
import io.weir.codec.sequence.SequenceStatus;
import io.weir.codec.sflow.CounterSample;
import io.weir.codec.store.MemorySessionStore;
import io.weir.codec.store.SessionStore;
import io.weir.codec.template.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * An {@link ExporterSession} over a store in memory, with all that it told its listener. Unless
 * limits are given, it believes every clock: times stay as they are exported.
 */
public final class SessionUnderTest {

    /** What the listener was told of malformed bytes. */
    public record Finding(Malformation reason, int offset) {}

    /** What the listener was told of a data set without a template. */
    public record UnknownSet(long domain, int templateId, int bytes) {}

    public static final long RECEIVED_MILLIS = 1_700_000_000_500L;
    public static final IpAddress EXPORTER = IpAddress.ofIpv4(0xc000_0201L);
    public static final int EXPORTER_PORT = 50_000;

    private static final int ENOUGH_TEMPLATES = 1_000;
    private static final Duration ANY_CLOCK = Duration.ofDays(1_000_000);

    private final List<Finding> findings = new ArrayList<>();
    private final List<UnknownSet> unknownSets = new ArrayList<>();
    private final List<String> templateEvents = new ArrayList<>();
    private final List<CounterSample> counterSamples = new ArrayList<>();
    private final List<String> optionsTold = new ArrayList<>();
    private final RawRecordReader optionsReader =
            new RawRecordReader(
                    InformationElements.builtIn(),
                    record -> optionsTold.add(record.fields().toString()));
    private final FlowBatch batch = new FlowBatch();
    private final ExporterSession session;
    private final Map<SessionCounter, Long> counters = new EnumMap<>(SessionCounter.class);

    public SessionUnderTest() {
        this(new MemorySessionStore(), ENOUGH_TEMPLATES);
    }

    public SessionUnderTest(SessionStore store) {
        this(store, ENOUGH_TEMPLATES);
    }

    public SessionUnderTest(SessionStore store, int maxTemplates) {
        this(store, Transport.DATAGRAMS, maxTemplates);
    }

    public SessionUnderTest(SessionStore store, Transport transport, int maxTemplates) {
        this(store, transport, believing(SessionLimits.DEFAULTS.withTemplates(maxTemplates)));
    }

    public SessionUnderTest(SessionStore store, SessionLimits limits) {
        this(store, Transport.DATAGRAMS, limits);
    }

    public SessionUnderTest(SessionStore store, Transport transport, SessionLimits limits) {
        session =
                new ExporterSession(store, new Recorder(), RecordListener.NONE, transport, limits);
    }

    public SessionUnderTest(SessionStore store, SessionLimits limits, SharedAllowance shared) {
        session =
                new ExporterSession(
                        store,
                        new Recorder(),
                        RecordListener.NONE,
                        Transport.CONNECTION,
                        limits,
                        shared);
    }

    private static SessionLimits believing(SessionLimits limits) {
        return limits.withClockTolerance(ANY_CLOCK);
    }

    /** A session whose records the listener sees. */
    public SessionUnderTest(RecordListener records) {
        this(records, believing(SessionLimits.DEFAULTS));
    }

    /** A session whose records the listener sees, with limits. */
    public SessionUnderTest(RecordListener records, SessionLimits limits) {
        session =
                new ExporterSession(
                        new MemorySessionStore(),
                        new Recorder(),
                        records,
                        Transport.DATAGRAMS,
                        limits);
    }

    /** A session over a transport that keeps the order of messages, where withdrawals count. */
    public static SessionUnderTest overConnection(SessionStore store) {
        return new SessionUnderTest(store, Transport.CONNECTION, ENOUGH_TEMPLATES);
    }

    /** Decodes the datagram; the batch is valid until the next one. */
    public FlowBatch receive(byte[] datagram) {
        return receiveAt(RECEIVED_MILLIS, datagram);
    }

    public FlowBatch receiveAt(long receivedMillis, byte[] datagram) {
        return receive(EXPORTER, receivedMillis, datagram);
    }

    /** Decodes a datagram of another exporter than {@link #EXPORTER}. */
    public FlowBatch receiveFrom(IpAddress exporter, byte[] datagram) {
        return receive(exporter, RECEIVED_MILLIS, datagram);
    }

    private FlowBatch receive(IpAddress exporter, long receivedMillis, byte[] datagram) {
        batch.setOrigin(exporter.high(), exporter.low(), EXPORTER_PORT, receivedMillis);
        session.decode(datagram, batch);
        return batch;
    }

    /** What the last datagram released, one batch for each set. */
    public List<FlowBatch> released() {
        List<FlowBatch> batches = new ArrayList<>();
        while (session.decodeReleased(batch)) {
            batches.add(batch.copy());
        }
        return batches;
    }

    /** Decodes the datagram into a batch with what the records say, and nothing else. */
    public FlowBatch decodeRecords(byte[] datagram) {
        return decodeRecords(EXPORTER, datagram);
    }

    /** The same of a datagram of another exporter than {@link #EXPORTER}. */
    public FlowBatch decodeRecords(IpAddress exporter, byte[] datagram) {
        batch.setOrigin(exporter.high(), exporter.low(), EXPORTER_PORT, RECEIVED_MILLIS);
        session.decodeRecords(datagram, batch);
        return batch;
    }

    /** Of each flow what its record says, and nothing else; addresses as such. */
    public List<Map<FlowField, Object>> recordsOf(byte[] datagram) {
        return flows(decodeRecords(datagram));
    }

    /** Decodes the datagram; of each flow the fields that it has, addresses as such. */
    public List<Map<FlowField, Object>> flowsOf(byte[] datagram) {
        return flows(receive(datagram));
    }

    private static List<Map<FlowField, Object>> flows(FlowBatch batch) {
        List<Map<FlowField, Object>> flows = new ArrayList<>();
        for (int row = 0; row < batch.size(); row++) {
            flows.add(flow(batch, row));
        }
        return flows;
    }

    /** The fields that the flow has, addresses as such. */
    public static Map<FlowField, Object> flow(FlowBatch batch, int row) {
        Map<FlowField, Object> flow = new EnumMap<>(FlowField.class);
        for (FlowField field : FlowField.values()) {
            if (batch.has(field, row)) {
                boolean address = field.shape() == FlowField.Shape.ADDRESS;
                flow.put(field, address ? batch.address(field, row) : batch.get(field, row));
            }
        }
        return flow;
    }

    /** Options records that said something new, in order: their kind, then their values. */
    public List<String> optionsTold() {
        return optionsTold;
    }

    /** The session itself. */
    public ExporterSession session() {
        return session;
    }

    public long expireTemplates(long cutoffMillis) {
        return session.expireTemplates(cutoffMillis);
    }

    public void flush() {
        session.flush();
    }

    public List<SequenceStatus> sequences() {
        return session.sequences();
    }

    public List<Finding> findings() {
        return findings;
    }

    public List<UnknownSet> unknownSets() {
        return unknownSets;
    }

    /** What happened to templates, in order: added, redefined, withdrawn, expired, refused. */
    public List<String> templateEvents() {
        return templateEvents;
    }

    public List<CounterSample> counterSamples() {
        return counterSamples;
    }

    public int optionsRecords() {
        return (int) count(SessionCounter.OPTIONS_RECORDS);
    }

    /** What the session counted so far. */
    public long count(SessionCounter counter) {
        return counters.getOrDefault(counter, 0L);
    }

    private final class Recorder implements SessionListener {

        @Override
        public void count(SessionCounter counter, long amount) {
            counters.merge(counter, amount, Long::sum);
            switch (counter) {
                case TEMPLATES_ADDED -> templateEvents.add("added");
                case TEMPLATES_REDEFINED -> templateEvents.add("redefined");
                case TEMPLATES_WITHDRAWN -> templateEvents.add("withdrawn");
                case TEMPLATES_EXPIRED -> templateEvents.add("expired");
                case TEMPLATES_REFUSED -> templateEvents.add("refused");
                default -> {
                    // Only counted.
                }
            }
        }

        @Override
        public void malformed(Malformation reason, int offset) {
            findings.add(new Finding(reason, offset));
        }

        @Override
        public void setWithoutTemplate(long domain, int templateId, int bytes) {
            unknownSets.add(new UnknownSet(domain, templateId, bytes));
        }

        @Override
        public void optionsRecord(
                ExportMessage message,
                OptionsKind kind,
                Template template,
                byte[] bytes,
                int from,
                int to) {
            optionsReader.records(message, template, bytes, from, to);
            optionsTold.add(kind.label() + " " + optionsTold.remove(optionsTold.size() - 1));
        }

        @Override
        public void counterSample(CounterSample sample) {
            counterSamples.add(sample);
        }
    }
}
