package io.weir.codec.sflow;

import io.weir.codec.BigEndian;
import io.weir.codec.FirstMalformation;
import io.weir.codec.Malformation;
import io.weir.codec.MalformedDatagramException;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;

/**
 * Decodes the sFlow v5 datagrams of one exporter: each flow sample becomes a flow of its batch,
 * each counter sample goes to the listener.
 *
 * <pre>
 * | header | samples: | enterprise (20), format (12) | length | sample | … |
 * </pre>
 *
 * <p>The domain of the batch is the sub-agent, and since sFlow says no time of day, the time of
 * export is that of receipt. The exporter remains the source of the datagram; an agent that calls
 * itself by another address, such as that of its loopback interface or the one before a NAT, is the
 * original exporter of its flows.
 *
 * <p>Keeps the sample pools of the exporter's sources, within bounds. Not thread-safe.
 */
public final class SflowDecoder {

    private static final int SAMPLE_HEADER_LENGTH = 8;

    private final SampleListener listener;
    private final DatagramHeader header = new DatagramHeader();
    private final XdrReader sample = new XdrReader();
    private final FlowSamples flows = new FlowSamples();
    private final CounterSamples counters;

    private final FirstMalformation malformation = new FirstMalformation();

    public SflowDecoder(SampleListener listener) {
        this.listener = listener;
        this.counters = new CounterSamples(listener);
    }

    /**
     * Adds the flows of a datagram to the batch, and sets its header.
     *
     * @param datagram begins with the version, 5 in 32 bits
     * @param batch has the origin of the datagram set; its payload is this datagram
     * @throws MalformedDatagramException with the first finding, after the samples that could be
     *     decoded have been
     */
    public void decode(byte[] datagram, FlowBatch batch) throws MalformedDatagramException {
        int at = header.read(datagram);
        batch.setHeader(
                ExportProtocol.SFLOW_V5, header.subAgent, header.sequence, batch.receivedMillis());
        malformation.clear();
        for (long read = 0; read < header.samples; read++) {
            if (datagram.length - at < SAMPLE_HEADER_LENGTH) {
                malformation.remember(new MalformedDatagramException(Malformation.TRUNCATED, at));
                break;
            }
            long type = BigEndian.unsigned32(datagram, at);
            long length = BigEndian.unsigned32(datagram, at + Integer.BYTES);
            int from = at + SAMPLE_HEADER_LENGTH;
            if (length > datagram.length - from) {
                malformation.remember(
                        new MalformedDatagramException(Malformation.SAMPLE_BEYOND_DATAGRAM, at));
                break;
            }
            at = from + (int) length;
            decodeSample(type, datagram, from, at, batch);
        }
        malformation.throwIfFound();
    }

    /** The agent's uptime, as the header of the last datagram that had one says it. */
    public long uptimeMillis() {
        return header.uptimeMillis;
    }

    private void decodeSample(long type, byte[] datagram, int from, int to, FlowBatch batch) {
        listener.sample(type, datagram, from, to);
        if (type > SampleType.DISCARDED_PACKET) {
            return;
        }
        sample.from(datagram, from, to);
        int flowsBefore = batch.size();
        try {
            switch ((int) type) {
                case SampleType.FLOW -> flows.readCompact(header, sample, batch);
                case SampleType.EXPANDED_FLOW -> flows.readExpanded(header, sample, batch);
                case SampleType.COUNTERS -> counters.readCompact(header, sample);
                case SampleType.EXPANDED_COUNTERS -> counters.readExpanded(header, sample);
                case SampleType.DISCARDED_PACKET -> flows.readDiscarded(header, sample, batch);
                default -> {
                    // Of a format that is not known: only its bytes are shown.
                }
            }
        } catch (MalformedDatagramException e) {
            malformation.remember(e);
        }
        if (batch.size() > flowsBefore) {
            listener.flow(type, from, to, batch, flowsBefore);
        }
    }
}
