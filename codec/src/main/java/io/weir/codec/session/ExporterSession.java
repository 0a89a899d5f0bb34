package io.weir.codec.session;

import static io.weir.codec.BigEndian.unsigned16;
import static io.weir.codec.BigEndian.unsigned32;

import io.weir.codec.Malformation;
import io.weir.codec.MalformedDatagramException;
import io.weir.codec.clock.ClockStatus;
import io.weir.codec.clock.ExporterClocks;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.listeners.Listeners;
import io.weir.codec.options.ExporterOptions;
import io.weir.codec.sampling.FlowRateLimit;
import io.weir.codec.sequence.SequenceStatus;
import io.weir.codec.sequence.SequenceTracking;
import io.weir.codec.sflow.SflowDecoder;
import io.weir.codec.store.SessionStore;
import io.weir.codec.totals.TotalCounters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decodes the datagrams of one exporter, in the order of receipt.
 *
 * <p>The version is taken from each datagram: an exporter may mix protocols on one port. Whatever
 * the bytes are, {@link #decode} returns: what is malformed is told to the listener, and what was
 * decoded before it stays in the batch.
 *
 * <p>Not thread-safe.
 */
public final class ExporterSession {

    private final SessionListener listener;
    private final TemplateCatalog templates;
    private final WaitingSets waiting;
    private final CurrentMessage message;
    private final RecordListener records;
    private final ExporterOptions options;
    private final SetDecoder sets;
    private final NetflowV9Decoder netflowV9;
    private final IpfixDecoder ipfix;
    private final SequenceTracking sequences;
    private final ExporterClocks clocks;
    private final TotalCounters totals;
    private final Listeners listeners;
    private final FlowRateLimit rateLimit;

    /** Each made when the exporter first sends its format: most never do. */
    private final Map<FixedFormat, FixedFormatDecoder> fixedFormats = new HashMap<>();

    /** Made when the exporter first sends sFlow. */
    private SflowDecoder sflow;

    /**
     * A session over datagrams.
     *
     * @param store of this exporter, and of no other
     */
    public ExporterSession(SessionStore store, SessionListener listener, SessionLimits limits) {
        this(store, listener, RecordListener.NONE, Transport.DATAGRAMS, limits);
    }

    /**
     * A session that shares nothing with others.
     *
     * @param records sees all records as they are on the wire
     * @param transport how messages come: decides whether withdrawals of templates are obeyed
     */
    public ExporterSession(
            SessionStore store,
            SessionListener listener,
            RecordListener records,
            Transport transport,
            SessionLimits limits) {
        this(store, listener, records, transport, limits, SharedAllowance.unlimited());
    }

    /**
     * @param shared by all sessions of a thread; counts what this one adds to the store and takes
     *     from it, but not what is there already ({@link #claim})
     */
    public ExporterSession(
            SessionStore store,
            SessionListener listener,
            RecordListener records,
            Transport transport,
            SessionLimits limits,
            SharedAllowance shared) {
        this.listener = listener;
        this.records = records;
        this.waiting = new WaitingSets(store, listener, shared, limits.waitingBytes());
        this.templates =
                new TemplateCatalog(
                        store, listener, transport, limits.templates(), shared, waiting);
        this.message = new CurrentMessage(templates);
        this.options =
                new ExporterOptions(
                        store, limits.optionsRecords(), new OptionsEvents(listener, message));
        this.sets = new SetDecoder(templates, listener, records, message, waiting, options);
        this.netflowV9 = new NetflowV9Decoder(sets);
        this.ipfix = new IpfixDecoder(sets);
        this.sequences =
                new SequenceTracking(store, new SequenceCounts(listener), limits.domains());
        this.clocks =
                new ExporterClocks(
                        store,
                        new CountedClockEvents(listener),
                        limits.domains(),
                        limits.clockTolerance().toMillis());
        this.totals =
                new TotalCounters(
                        store,
                        () -> listener.count(SessionCounter.TOTALS_EVICTED, 1),
                        limits.totals());
        this.listeners = new Listeners(store, limits.listeners());
        this.rateLimit =
                new FlowRateLimit(
                        limits.flowsPerSecond(),
                        flows -> listener.count(SessionCounter.FLOWS_SAMPLED_OUT, flows));
    }

    /**
     * Decodes one datagram into the batch, which is cleared first. Sets that come before their
     * template wait; those that its templates release are to be decoded next ({@link
     * #decodeReleased}).
     *
     * @param batch has the origin of the datagram set ({@link FlowBatch#setOrigin})
     */
    public void decode(byte[] datagram, FlowBatch batch) {
        decodeRecords(datagram, batch);
        if (message.headerKnown) {
            learn(batch);
        }
        complete(batch);
    }

    /** Decodes a datagram into flows that have what their records say, and nothing else. */
    void decodeRecords(byte[] datagram, FlowBatch batch) {
        batch.clear();
        batch.setPayload(datagram);
        message.begin(batch);
        try {
            decodeVersion(datagram, batch);
        } catch (MalformedDatagramException e) {
            message.malformed(e.reason());
            listener.malformed(e.reason(), e.offset());
        }
    }

    /** Learns from a message whose header was read, whatever became of the rest of it. */
    private void learn(FlowBatch batch) {
        sequences.observe(
                batch, message.uptimeMillis, message.optionsRecords, message.isComplete());
        clocks.observe(batch, message.uptimeMillis);
    }

    /** Does to decoded flows what takes more than their record. */
    private void complete(FlowBatch batch) {
        if (batch.size() == 0) {
            return;
        }
        totals.toDeltas(batch);
        options.apply(batch);
        clocks.adjust(batch);
        listeners.observe(batch);
        rateLimit.apply(batch);
        records.complete(message, batch);
    }

    /**
     * Decodes the next data set whose template came with the last datagram, in the order of
     * arrival, as a message of its own: with the header, the port and the receive time of the
     * datagram that it came in. To be called after each {@link #decode} until there are no more.
     *
     * @param batch as of the last datagram; cleared first, and empty after a set of options
     * @return false if there is none left, and the batch is as it was
     */
    public boolean decodeReleased(FlowBatch batch) {
        WaitingSet set = waiting.next();
        if (set == null) {
            return false;
        }
        set.begin(batch);
        message.begin(batch);
        try {
            sets.decode(set, batch);
            listener.count(SessionCounter.WAITING_SETS_DECODED, 1);
        } catch (MalformedDatagramException e) {
            listener.count(SessionCounter.WAITING_SETS_MALFORMED, 1);
            listener.waitingSetMalformed(batch.domain(), set.setId(), e.reason());
        }
        complete(batch);
        return true;
    }

    /**
     * Writes to the store what is not there yet: what changes with every message is kept in memory
     * between two calls. To be called before the store is saved and before the session is given up.
     */
    public void flush() {
        sequences.flush();
        clocks.flush();
        totals.flush();
        listeners.flush();
    }

    /** Where the sequence numbers of each protocol and domain are. Not for the hot path. */
    public List<SequenceStatus> sequences() {
        return sequences.status();
    }

    /** The clocks of the exporter, by protocol and observation domain; those that were heard. */
    public List<ClockStatus> clocks() {
        return clocks.status();
    }

    private void decodeVersion(byte[] datagram, FlowBatch batch) throws MalformedDatagramException {
        if (datagram.length < 2) {
            throw new MalformedDatagramException(Malformation.TOO_SHORT, 0);
        }
        switch (unsigned16(datagram, 0)) {
            case 0 -> decodeSflowVersion(datagram, batch);
            case 1 -> decodeFixed(FixedFormat.NETFLOW_V1, datagram, batch);
            case 5 -> decodeFixed(FixedFormat.NETFLOW_V5, datagram, batch);
            case 7 -> decodeFixed(FixedFormat.NETFLOW_V7, datagram, batch);
            case 9 -> netflowV9.decode(datagram, batch);
            case 8 -> throw new MalformedDatagramException(Malformation.UNSUPPORTED_VERSION, 0);
            case 10 -> ipfix.decode(datagram, batch);
            default -> throw new MalformedDatagramException(Malformation.UNKNOWN_VERSION, 0);
        }
    }

    /** The version of sFlow takes 32 bits: the first half of them is 0. */
    private void decodeSflowVersion(byte[] datagram, FlowBatch batch)
            throws MalformedDatagramException {
        if (datagram.length < 4) {
            throw new MalformedDatagramException(Malformation.TOO_SHORT, datagram.length);
        }
        long version = unsigned32(datagram, 0);
        if (version == 5) {
            decodeSflow(datagram, batch);
        } else {
            boolean known = version == 2 || version == 4;
            throw new MalformedDatagramException(
                    known ? Malformation.UNSUPPORTED_VERSION : Malformation.UNKNOWN_VERSION, 0);
        }
    }

    private void decodeSflow(byte[] datagram, FlowBatch batch) throws MalformedDatagramException {
        SflowDecoder decoder = sflow();
        try {
            decoder.decode(datagram, batch);
        } finally {
            message.uptimeMillis = decoder.uptimeMillis();
        }
    }

    private SflowDecoder sflow() {
        if (sflow == null) {
            sflow = new SflowDecoder(new SflowSamples(listener, records, message));
        }
        return sflow;
    }

    private void decodeFixed(FixedFormat format, byte[] datagram, FlowBatch batch)
            throws MalformedDatagramException {
        FixedFormatDecoder decoder = fixedFormats.get(format);
        if (decoder == null) {
            decoder = new FixedFormatDecoder(format, records, message);
            fixedFormats.put(format, decoder);
        }
        decoder.decode(datagram, batch);
    }

    /**
     * Forgets the templates that were last received before {@code cutoffMillis}.
     *
     * @return the earliest receipt among the templates that stay, Unix milliseconds; {@link
     *     Long#MAX_VALUE} if none stay
     */
    public long expireTemplates(long cutoffMillis) {
        return templates.expire(cutoffMillis);
    }

    /**
     * Loses the data sets that were received before {@code cutoffMillis} and wait for their
     * template.
     *
     * @return as {@link #earliestWaiting}
     */
    public long expireWaiting(long cutoffMillis) {
        return waiting.expire(cutoffMillis);
    }

    /**
     * A time before which none of the data sets was received that wait for their template, Unix
     * milliseconds; {@link Long#MAX_VALUE} if none wait.
     */
    public long earliestWaiting() {
        return waiting.earliestMillis();
    }

    /** Whether the store has a template. */
    public boolean knowsTemplates() {
        return !templates.isEmpty();
    }

    /**
     * Counts all that is in the store against the shared allowance, whatever its limit: to be
     * called once for each store that was kept when the process began.
     */
    public void claim() {
        templates.claim();
        waiting.claim();
    }

    /**
     * Ends the session for good: what it holds of the shared allowance is given back, and sets that
     * wait count as expired. The store is to be emptied by its owner.
     */
    public void forget() {
        waiting.expire(Long.MAX_VALUE);
        templates.forget();
    }

    /** The number of templates that are known. */
    public int templateCount() {
        return templates.size();
    }
}
