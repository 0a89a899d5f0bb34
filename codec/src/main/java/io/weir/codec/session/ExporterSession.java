package io.weir.codec.session;

import static io.weir.codec.BigEndian.unsigned16;
import static io.weir.codec.BigEndian.unsigned32;

import io.weir.codec.Malformation;
import io.weir.codec.MalformedDatagramException;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.sflow.SflowDecoder;
import io.weir.codec.store.SessionStore;
import java.util.HashMap;
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
    private final CurrentMessage message;
    private final RecordListener records;
    private final NetflowV9Decoder netflowV9;
    private final IpfixDecoder ipfix;

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
     * @param records sees all records as they are on the wire
     * @param transport how messages come: decides whether withdrawals of templates are obeyed
     */
    public ExporterSession(
            SessionStore store,
            SessionListener listener,
            RecordListener records,
            Transport transport,
            SessionLimits limits) {
        this.listener = listener;
        this.records = records;
        this.templates = new TemplateCatalog(store, listener, transport, limits.templates());
        this.message = new CurrentMessage(templates);
        SetDecoder sets = new SetDecoder(templates, listener, records, message);
        this.netflowV9 = new NetflowV9Decoder(sets);
        this.ipfix = new IpfixDecoder(sets);
    }

    /**
     * Decodes one datagram into the batch, which is cleared first.
     *
     * @param batch has the origin of the datagram set ({@link FlowBatch#setOrigin})
     */
    public void decode(byte[] datagram, FlowBatch batch) {
        batch.clear();
        batch.setPayload(datagram);
        message.begin(batch);
        try {
            decodeVersion(datagram, batch);
        } catch (MalformedDatagramException e) {
            listener.malformed(e.reason(), e.offset());
        }
    }

    /**
     * Writes to the store what is not there yet: what changes with every message is kept in memory
     * between two calls. To be called before the store is saved and before the session is given up.
     */
    public void flush() {
        // What the session keeps is written as it comes.
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
            sflow().decode(datagram, batch);
        } else {
            boolean known = version == 2 || version == 4;
            throw new MalformedDatagramException(
                    known ? Malformation.UNSUPPORTED_VERSION : Malformation.UNKNOWN_VERSION, 0);
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

    /** The number of templates that are known. */
    public int templateCount() {
        return templates.size();
    }
}
