package io.weir.codec.session;

import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.store.StoredFormat;
import java.nio.ByteBuffer;

/**
 * A data set that came before its template, with what its message and its datagram said.
 *
 * <pre>
 * | version (1) = 1 | protocol (1) | domain (4) | set id (2) | sequence (4) | export time (8) |
 * | uptime (4) | received (8) | source port (2) | records and padding as received |
 * </pre>
 *
 * Times are Unix milliseconds, the uptime is in milliseconds, and 0 where the protocol has none.
 */
final class WaitingSet {

    /** Where the records begin. */
    static final int HEADER_LENGTH = 34;

    private static final byte VERSION = 1;
    private static final StoredFormat FORMAT =
            new StoredFormat("A waiting data set", VERSION, HEADER_LENGTH);

    private static final int PROTOCOL = 1;
    private static final int DOMAIN = 2;
    private static final int SET_ID = 6;
    private static final int SEQUENCE = 8;
    private static final int EXPORTED = 12;
    private static final int UPTIME = 20;
    private static final int RECEIVED = 24;
    private static final int PORT = 32;

    private final byte[] bytes;
    private final ByteBuffer buffer;

    private WaitingSet(byte[] bytes) {
        this.bytes = bytes;
        this.buffer = ByteBuffer.wrap(bytes);
    }

    /**
     * @param message that the set is in: its header and its origin
     * @param uptimeMillis of the exporter when it sent the message
     */
    static WaitingSet of(
            FlowBatch message, long uptimeMillis, int id, byte[] datagram, int from, int end) {
        ByteBuffer buffer = ByteBuffer.allocate(HEADER_LENGTH + end - from);
        buffer.put(VERSION)
                .put((byte) message.protocol().code())
                .putInt((int) message.domain())
                .putShort((short) id)
                .putInt((int) message.sequence())
                .putLong(message.exportMillis())
                .putInt((int) uptimeMillis)
                .putLong(message.receivedMillis())
                .putShort((short) message.exporterPort())
                .put(datagram, from, end - from);
        return new WaitingSet(buffer.array());
    }

    /**
     * Reads what {@link #toBytes} gave.
     *
     * @throws IllegalStateException if a newer version wrote it, or something else did
     */
    static WaitingSet ofBytes(byte[] bytes) {
        FORMAT.check(bytes);
        return new WaitingSet(bytes);
    }

    byte[] toBytes() {
        return bytes;
    }

    ExportProtocol protocol() {
        return ExportProtocol.ofCode(bytes[PROTOCOL]);
    }

    int setId() {
        return Short.toUnsignedInt(buffer.getShort(SET_ID));
    }

    long uptimeMillis() {
        return Integer.toUnsignedLong(buffer.getInt(UPTIME));
    }

    long receivedMillis() {
        return buffer.getLong(RECEIVED);
    }

    /** The {@link TemplateKey} of the template that it waits for. */
    long templateKey() {
        return TemplateKey.of(protocol(), domain(), setId());
    }

    private long domain() {
        return Integer.toUnsignedLong(buffer.getInt(DOMAIN));
    }

    /** Makes the batch one of the message that the set came in, from the same exporter. */
    void begin(FlowBatch batch) {
        batch.clear();
        batch.setOrigin(
                batch.exporterHigh(),
                batch.exporterLow(),
                Short.toUnsignedInt(buffer.getShort(PORT)),
                receivedMillis());
        batch.setHeader(
                protocol(),
                domain(),
                Integer.toUnsignedLong(buffer.getInt(SEQUENCE)),
                buffer.getLong(EXPORTED));
        batch.setPayload(bytes);
    }
}
